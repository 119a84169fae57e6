package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.page.Link;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page that says what every metric means, as its template reads it.
 *
 * @param query what is searched for, or empty
 * @param found how many metrics there are, in words
 * @param file the same as a table
 */
public record DefinitionsPage(List<Link> tabs, String query, String found, String file, List<Group> groups) {
    static final String PATH = MetricsView.PATH + "/definitions";
    private static final int LONGEST_QUERY = 200;

    /** Metrics that are defined together. */
    public record Group(String title, String slug, List<Definition> definitions) {}

    /**
     * A metric.
     *
     * @param numerator above the line; null unless it is a ratio
     * @param denominator below the line; null unless it is a ratio
     * @param href its chart
     */
    public record Definition(
            String slug,
            String title,
            String unit,
            String source,
            String meaning,
            @Nullable String numerator,
            @Nullable String denominator,
            String href) {}

    /** @param query a part of a title, a slug or a definition, in any case; null or blank finds all */
    static DefinitionsPage of(@Nullable String query) {
        String text = text(query);
        List<Group> groups = Arrays.stream(MetricGroup.values())
                .map(group -> new Group(group.title(), group.slug(), definitions(group, text)))
                .filter(group -> !group.definitions().isEmpty())
                .toList();
        int count =
                groups.stream().mapToInt(group -> group.definitions().size()).sum();
        String file = PATH + ".csv";
        return new DefinitionsPage(
                BoardsPage.groups(),
                text,
                text.isEmpty()
                        ? count + " metrics"
                        : count + (count == 1 ? " metric holds “" : " metrics hold “") + text + "”",
                text.isEmpty() ? file : file + "?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8),
                groups);
    }

    static List<List<String>> file(@Nullable String query) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("slug", "title", "group", "unit", "source", "definition", "numerator", "denominator"));
        of(query)
                .groups()
                .forEach(group -> group.definitions()
                        .forEach(each -> lines.add(List.of(
                                each.slug(),
                                each.title(),
                                group.title(),
                                each.unit(),
                                each.source(),
                                each.meaning(),
                                Spreadsheet.text(each.numerator()),
                                Spreadsheet.text(each.denominator())))));
        return lines;
    }

    private static List<Definition> definitions(MetricGroup group, String query) {
        String searched = query.toLowerCase(Locale.ROOT);
        return group.metrics().stream()
                .filter(metric -> MetricGroup.of(metric) == group)
                .filter(metric -> holds(metric, searched))
                .map(metric -> definition(group, metric))
                .toList();
    }

    private static boolean holds(Metric metric, String searched) {
        return (metric.displayName() + "\n" + metric.slug() + "\n" + metric.definition())
                .toLowerCase(Locale.ROOT)
                .contains(searched);
    }

    private static Definition definition(MetricGroup group, Metric metric) {
        return new Definition(
                metric.slug(),
                metric.displayName(),
                metric.unit(),
                metric.source() == Metric.Source.OURS ? "ours" : "reference",
                metric.definition(),
                metric.numerator(),
                metric.denominator(),
                group.path() + "#m-" + metric.slug());
    }

    private static String text(@Nullable String query) {
        if (query == null) {
            return "";
        }
        String text = query.strip();
        return text.codePointCount(0, text.length()) <= LONGEST_QUERY
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUERY));
    }
}

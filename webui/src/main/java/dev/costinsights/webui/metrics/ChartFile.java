package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.chart.MetricChart;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.MetricFormat;
import dev.costinsights.webui.format.Reading;
import dev.costinsights.webui.metrics.MetricsPage.Axis;
import dev.costinsights.webui.metrics.MetricsPage.Tick;
import dev.costinsights.webui.range.Intervals;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A chart as a picture of its own: it needs no style sheet, no font and no script, and is always light. */
final class ChartFile {
    /** It is a file to keep: where a browser shows it in place, nothing is loaded and nothing runs. */
    static final String POLICY = "default-src 'none'; sandbox";

    private static final int WIDTH = 960;
    private static final int HEIGHT = 480;
    private static final int LEFT = 88;
    private static final int RIGHT = 32;
    private static final int TOP = 112;
    private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
    private static final int PLOT_HEIGHT = 288;
    private static final int LONGEST_TEXT = 80;

    private static final String STYLE = """
            text{font:400 13px Geist,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
            fill:#6c6960;font-variant-numeric:tabular-nums}
            .title{font-size:20px;font-weight:600;fill:#1b1a17}.total{font-size:28px;font-weight:600;fill:#1b1a17}
            .e{text-anchor:end}.m{text-anchor:middle}
            .paper{fill:#ffffff}.grid{stroke:#eceae5;fill:none}.zero{stroke:#d4d0c8;fill:none}
            .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
            .loss{fill:url(#hatch);stroke:#c2254a}.hatch{stroke:#c2254a;stroke-width:1.5}
            .part{stroke-dasharray:2 5}.ghost{fill:none;stroke:#85817a;stroke-width:1.5;stroke-dasharray:1 4;\
            stroke-linecap:round}
            """;

    private static final String HATCH = """
            <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
            patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>
            """;

    private ChartFile() {}

    /**
     * Draws it.
     *
     * @param total of the range; null when it isn't known
     * @param filters in words; empty without any
     * @param organization whose figures these are
     */
    static String of(
            Metric metric,
            Course course,
            @Nullable BigDecimal total,
            RangeState days,
            List<String> filters,
            String organization) {
        MetricChart chart = course.chart(metric, PLOT_WIDTH, PLOT_HEIGHT);
        Reading reading = MetricFormat.figure(metric.type(), total);
        var svg = new StringBuilder(8 * 1024);
        svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(HEIGHT)
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\">\n<title>")
                .append(escaped(metric.displayName() + ", " + organization))
                .append("</title>\n<desc>")
                .append(escaped(metric.definition()))
                .append("</desc>\n<style>\n")
                .append(STYLE)
                .append(colours(Traits.hue(metric)))
                .append("</style>\n")
                .append(HATCH)
                .append("<rect class=\"paper\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(HEIGHT)
                .append("\"/>\n");
        text(svg, "title", 32, 40, metric.displayName());
        text(svg, "total", 32, 78, reading == null ? "–" : reading.text());
        text(svg, "e", WIDTH - RIGHT, 40, shortened(organization));
        text(
                svg,
                "e",
                WIDTH - RIGHT,
                60,
                Days.fullRange(days.range().start(), days.range().end()) + ", "
                        + days.zone().getId() + ", "
                        + Intervals.label(days.interval()).toLowerCase(Locale.ROOT));
        if (!filters.isEmpty()) {
            text(svg, "e", WIDTH - RIGHT, 80, shortened(String.join(", ", filters)));
        }
        plot(svg, metric, course, chart);
        text(svg, "", LEFT, HEIGHT - 16, "Dotted: " + Course.ghost(days).distance());
        if (course.endsToday()) {
            text(
                    svg,
                    "e",
                    WIDTH - RIGHT,
                    HEIGHT - 16,
                    "Dashed: " + course.words().current() + " so far");
        }
        return svg.append("</svg>\n").toString();
    }

    private static void plot(StringBuilder svg, Metric metric, Course course, MetricChart chart) {
        svg.append("<g transform=\"translate(")
                .append(LEFT)
                .append(' ')
                .append(TOP)
                .append(")\">\n");
        for (Tick tick : ChartView.ticks(metric, chart)) {
            path(svg, tick.line().zero() ? "zero" : "grid", "M0 " + tick.line().y() + "H" + PLOT_WIDTH);
            text(svg, "e", "-12", tick.line().labelY(), tick.label());
        }
        path(svg, "bar", chart.columns());
        path(svg, Traits.hue(metric).equals("p") ? "loss" : "bar", chart.losses());
        path(svg, "ghost", chart.before());
        path(svg, chart.drawnAsColumns() ? "open" : "line part", chart.partial());
        path(svg, "line", chart.line());
        for (Axis label : ChartView.axis(course, chart)) {
            // Places are given in percent of the plot, which is no viewport of its own here.
            BigDecimal share = new BigDecimal(label.x().substring(0, label.x().length() - 1)).movePointLeft(2);
            String x = share.multiply(BigDecimal.valueOf(PLOT_WIDTH))
                    .stripTrailingZeros()
                    .toPlainString();
            text(svg, label.css().replace(" xs", ""), x, Integer.toString(PLOT_HEIGHT + 24), label.label());
        }
        svg.append("</g>\n");
    }

    private static String colours(String hue) {
        String mark = switch (hue) {
            case "r" -> "#1d5fa6";
            case "k" -> "#c5670d";
            case "p" -> "#168f7c";
            case "x" -> "#c2254a";
            default -> "#1b1a17";
        };
        return ".line{stroke:" + mark + "}.bar{fill:" + mark + "}.open{fill:#ffffff;stroke:" + mark
                + ";stroke-width:2;stroke-dasharray:2 5}\n";
    }

    private static void path(StringBuilder svg, String css, String d) {
        if (!d.isEmpty()) {
            svg.append("<path class=\"").append(css).append("\" d=\"").append(d).append("\"/>\n");
        }
    }

    private static void text(StringBuilder svg, String css, int x, int y, String text) {
        text(svg, css, Integer.toString(x), Integer.toString(y), text);
    }

    private static void text(StringBuilder svg, String css, String x, String y, String text) {
        svg.append("<text class=\"")
                .append(css)
                .append("\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y);
        svg.append("\">").append(escaped(text)).append("</text>\n");
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }

    /** As XML takes it: what must not stand in it at all is left out. */
    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    boolean allowed = c >= ' ' && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF;
                    if (allowed) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }
}

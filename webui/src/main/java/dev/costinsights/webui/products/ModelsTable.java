package dev.costinsights.webui.products;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.format.Shortened;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.products.ProductsPage.ModelRow;
import dev.costinsights.webui.products.ProductsPage.Models;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the table of costs and tokens by model or vendor, and its file. */
final class ModelsTable {
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final int PRICE_DECIMALS = 12;

    private final ProductsView view;
    private final CostReport report;
    private final Breakdown breakdown;
    /** Null when they aren't known. */
    private final @Nullable Map<String, Tokens> tokens;

    private final MoneyFormat costs;
    private final MoneyFormat prices;
    private final BigDecimal widest;

    /** Cached ones are a part of the input. */
    private record Tokens(BigDecimal input, BigDecimal cached, BigDecimal output) {
        static final Tokens NONE = new Tokens(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        /** @param totals of input, cached and output, behind that of costs */
        static Tokens of(PropertyStatistics.Item item) {
            return new Tokens(
                    item.totals().get(1), item.totals().get(2), item.totals().get(3));
        }

        Tokens plus(Tokens other) {
            return new Tokens(input.add(other.input), cached.add(other.cached), output.add(other.output));
        }

        Tokens minus(Tokens other) {
            return new Tokens(
                    input.subtract(other.input), cached.subtract(other.cached), output.subtract(other.output));
        }

        BigDecimal all() {
            return input.add(output);
        }
    }

    private ModelsTable(ProductsView view, CostReport report, @Nullable PropertyStatistics statistics) {
        this.view = view;
        this.report = report;
        this.breakdown = report.breakdowns().get(0);
        this.tokens = statistics == null ? null : byKey(statistics);
        this.costs = MoneyFormat.column(Stream.concat(rows(), Stream.of(breakdown.rest(), breakdown.unattributed()))
                .map(CostReport.Row::costCents)
                .map(cents -> cents.setScale(0, RoundingMode.HALF_UP))
                .toList());
        this.prices = MoneyFormat.column(rows().map(this::perMillion)
                .filter(Objects::nonNull)
                .map(cents -> cents.setScale(1, RoundingMode.HALF_UP))
                .toList());
        this.widest = rows().map(CostReport.Row::costCents).reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    static Models of(ProductsView view, CostReport report, @Nullable PropertyStatistics statistics) {
        return new ModelsTable(view, report, statistics).build();
    }

    private static Map<String, Tokens> byKey(PropertyStatistics statistics) {
        Map<String, Tokens> all = new HashMap<>();
        statistics.items().forEach(item -> all.merge(key(item.value()), Tokens.of(item), Tokens::plus));
        return all;
    }

    /** As a report of costs cuts it. */
    private static String key(String value) {
        return value.codePointCount(0, value.length()) <= CostReport.Row.MAX_KEY_LENGTH
                ? value
                : value.substring(0, value.offsetByCodePoints(0, CostReport.Row.MAX_KEY_LENGTH));
    }

    private Stream<CostReport.Row> rows() {
        return breakdown.rows().stream();
    }

    private String noun() {
        return view.by() == Dimension.VENDOR ? "vendor" : "model";
    }

    private Models build() {
        int others = breakdown.rowCount() - breakdown.rows().size();
        CostReport.Row without = breakdown.unattributed();
        boolean all = without.events() == 0
                && without.costCents().signum() == 0
                && without.previousCostCents().signum() == 0;
        CostReport.Row total = new CostReport.Row(
                null,
                report.total().costCents(),
                report.previous().costCents(),
                report.total().events(),
                List.of());
        return new Models(
                view.by() == Dimension.VENDOR ? "Vendor" : "Model",
                List.of(
                        new Link("by-model", view.with(Dimension.MODEL).href(), "Model", view.by() == Dimension.MODEL),
                        new Link(
                                "by-vendor",
                                view.with(Dimension.VENDOR).href(),
                                "Vendor",
                                view.by() == Dimension.VENDOR)),
                say(),
                tokens == null
                        ? "Tokens could not be counted in time for this range; costs are complete. A shorter range has both."
                        : null,
                breakdown.rowCount() > 0
                        ? null
                        : "No event of this range names a " + noun() + ". Send it as _llm." + noun()
                                + " in the metadata, with its tokens.",
                terms(),
                rows().map(this::named).toList(),
                others == 0
                        ? null
                        : row(Numbers.count(others, "other", "others"), breakdown.rest(), restTokens(), null, null),
                all ? null : row("No " + noun(), without, null, null, null),
                row("Costs", total, allTokens(), null, null),
                view.days().href(Addresses.COSTS),
                view.href(ProductsView.MODELS_CSV));
    }

    private ModelRow named(CostReport.Row row) {
        String key = Objects.requireNonNullElse(row.key(), "");
        boolean whole = key.codePointCount(0, key.length()) < CostReport.Row.MAX_KEY_LENGTH;
        return row(
                key.isBlank() ? "(no name)" : key,
                row,
                tokens(row),
                whole ? Addresses.eventsWith(view.days(), "_llm." + noun(), key) : null,
                bar(row));
    }

    private ModelRow row(
            String name, CostReport.Row row, @Nullable Tokens tokens, @Nullable String href, @Nullable String bar) {
        String shortened = Shortened.of(name);
        BigDecimal perMillion = tokens == null ? null : perMillion(row.costCents(), tokens);
        return new ModelRow(
                shortened,
                shortened.equals(name) ? null : name,
                href,
                bar,
                Numbers.share(row.costCents(), report.total().costCents()),
                costs.of(row.costCents()),
                Delta.between(row.previousCostCents(), row.costCents(), Delta.Good.DOWN),
                Numbers.count(row.events()),
                count(tokens == null ? null : tokens.input()),
                count(tokens == null ? null : tokens.cached()),
                count(tokens == null ? null : tokens.output()),
                perMillion == null ? null : prices.of(perMillion));
    }

    private static String count(@Nullable BigDecimal tokens) {
        return tokens == null
                ? "–"
                : Numbers.count(tokens.setScale(0, RoundingMode.HALF_UP).longValue());
    }

    /** Null where they aren't known, or none was ever said. */
    private @Nullable Tokens tokens(CostReport.Row row) {
        Tokens of = tokens == null ? null : tokens.get(Objects.requireNonNullElse(row.key(), ""));
        return of == null || of.all().signum() == 0 ? null : of;
    }

    private @Nullable Tokens allTokens() {
        return tokens == null ? null : tokens.values().stream().reduce(Tokens.NONE, Tokens::plus);
    }

    private @Nullable Tokens restTokens() {
        Tokens all = allTokens();
        return all == null
                ? null
                : rows().map(this::tokens).filter(Objects::nonNull).reduce(all, Tokens::minus, Tokens::plus);
    }

    private @Nullable BigDecimal perMillion(CostReport.Row row) {
        Tokens of = tokens(row);
        return of == null ? null : perMillion(row.costCents(), of);
    }

    private static @Nullable BigDecimal perMillion(BigDecimal costCents, Tokens tokens) {
        return tokens.all().signum() <= 0
                ? null
                : costCents.multiply(MILLION).divide(tokens.all(), PRICE_DECIMALS, RoundingMode.HALF_UP);
    }

    private @Nullable String bar(CostReport.Row row) {
        if (row.costCents().signum() <= 0) {
            return null;
        }
        return row.costCents()
                        .multiply(HUNDRED)
                        .divide(widest, 1, RoundingMode.HALF_UP)
                        .max(new BigDecimal("0.5"))
                        .toPlainString()
                + "%";
    }

    private String say() {
        Tokens all = allTokens();
        BigDecimal spent =
                report.total().costCents().subtract(breakdown.unattributed().costCents());
        BigDecimal perMillion = all == null ? null : perMillion(spent, all);
        return perMillion == null
                ? "costs and tokens"
                : text(perMillion) + " for a million tokens, all " + noun() + "s together";
    }

    private List<Term> terms() {
        String example = rows().filter(row -> perMillion(row) != null)
                .findFirst()
                .map(this::priced)
                .orElse("costs × 1,000,000 ÷ (tokens in + tokens out)");
        return List.of(
                Term.of(
                        "tokens",
                        "Tokens",
                        "Tokens in are those sent to the model, with the cached ones among them; tokens out are those it"
                                + " wrote. They are what your events say in _llm. A dash stands where no event says any;"
                                + " those of events without a model are not counted."),
                new Term(
                        "term-per-million",
                        "Per million",
                        "Costs per million tokens",
                        "Dollars that these events cost for each million of their tokens, in and out together, cached ones"
                                + " too. Rounded half up to 12 decimals of a cent, and for display to the digits shown.",
                        example,
                        null));
    }

    private String priced(CostReport.Row row) {
        Tokens of = Objects.requireNonNull(tokens(row));
        return Shortened.of(Objects.requireNonNullElse(row.key(), "")) + ": " + text(row.costCents())
                + " × 1,000,000 ÷ (" + count(of.input()) + " + " + count(of.output()) + ") = "
                + text(Objects.requireNonNull(perMillion(row)));
    }

    private static String text(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }

    /** Rows, the rest, those without one and the total; all digits. */
    static List<List<String>> file(ProductsView view, CostReport report, @Nullable PropertyStatistics statistics) {
        return new ModelsTable(view, report, statistics).file();
    }

    private List<List<String>> file() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                noun(),
                "events",
                "input_tokens",
                "cached_input_tokens",
                "output_tokens",
                "costs_cents",
                "previous_costs_cents",
                "cents_per_million_tokens"));
        rows().forEach(row ->
                lines.add(line(Spreadsheet.text(Objects.requireNonNullElse(row.key(), "")), row, tokens(row))));
        lines.add(line("Others", breakdown.rest(), restTokens()));
        lines.add(line("No " + noun(), breakdown.unattributed(), null));
        lines.add(line(
                "Total",
                new CostReport.Row(
                        null,
                        report.total().costCents(),
                        report.previous().costCents(),
                        report.total().events(),
                        List.of()),
                null));
        return lines;
    }

    private static List<String> line(String name, CostReport.Row row, @Nullable Tokens tokens) {
        return List.of(
                name,
                Long.toString(row.events()),
                Spreadsheet.number(tokens == null ? null : tokens.input()),
                Spreadsheet.number(tokens == null ? null : tokens.cached()),
                Spreadsheet.number(tokens == null ? null : tokens.output()),
                Spreadsheet.number(row.costCents()),
                Spreadsheet.number(row.previousCostCents()),
                Spreadsheet.number(tokens == null ? null : perMillion(row.costCents(), tokens)));
    }
}

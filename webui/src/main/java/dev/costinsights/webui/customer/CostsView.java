package dev.costinsights.webui.customer;

import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.customer.CustomerPage.CostRow;
import dev.costinsights.webui.customer.CustomerPage.Costs;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the tables of what a customer costs. Rows, the rest and what has no name in the table add up to the total. */
final class CostsView {
    private static final int SHOWN = 8;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final CustomerView view;
    private final List<Line> lines;
    private final BigDecimal total;
    private final BigDecimal without;
    private final MoneyFormat money;
    private final BigDecimal most;

    private CostsView(CustomerView view, List<Line> lines, BigDecimal total) {
        this.view = view;
        this.lines = lines;
        this.total = total;
        this.without = total.subtract(sum(lines));
        this.money = MoneyFormat.column(
                Stream.concat(lines.stream().limit(SHOWN).map(Line::costCents), Stream.of(total, without))
                        .toList());
        this.most = lines.stream().map(Line::costCents).reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    /**
     * A name or a model.
     *
     * @param key what events carry
     * @param beforeCents in the range before; null when it isn't known
     */
    record Line(
            String key,
            String label,
            BigDecimal costCents,
            @Nullable BigDecimal beforeCents,
            long count) {}

    /** By the name of the trace, most expensive first. */
    static List<Line> names(TimeseriesAnswer now, @Nullable TimeseriesAnswer before) {
        Map<String, BigDecimal> earlier = new HashMap<>();
        if (before != null) {
            before.totals().forEach(name -> earlier.put(name.name(), cost(name)));
        }
        return now.totals().stream()
                .map(name -> new Line(
                        name.name(),
                        name.label(),
                        cost(name),
                        before == null ? null : earlier.getOrDefault(name.name(), BigDecimal.ZERO),
                        name.occurrences()))
                .toList();
    }

    static List<Line> models(PropertyStatistics models) {
        return models.items().stream()
                .map(item -> new Line(item.value(), item.value(), item.totals().get(0), null, item.occurrences()))
                .toList();
    }

    static BigDecimal sum(List<Line> lines) {
        return lines.stream().map(Line::costCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal cost(EventStatistics name) {
        return name.fields().get(0).total();
    }

    /** @param totalCents null: what the traces cost */
    static Costs byName(CustomerView view, CustomerAnswers answers, @Nullable BigDecimal totalCents) {
        TimeseriesAnswer names = answers.names();
        List<Line> lines = names == null ? List.of() : names(names, answers.namesBefore());
        return new CostsView(view, lines, totalCents == null ? sum(lines) : totalCents)
                .table(
                        "names",
                        "What it costs",
                        "by event, each with everything beneath it",
                        "Event",
                        "Traces",
                        CustomerCsv.Table.NAMES,
                        names == null,
                        answers.namesBefore() != null,
                        "Beneath traces of others");
    }

    static Costs byModel(CustomerView view, CustomerAnswers answers, @Nullable BigDecimal totalCents) {
        PropertyStatistics models = answers.models();
        List<Line> lines = models == null ? List.of() : models(models);
        return new CostsView(view, lines, totalCents == null ? sum(lines) : totalCents)
                .table(
                        "models",
                        "By model",
                        "",
                        "Model",
                        "Events",
                        CustomerCsv.Table.MODELS,
                        models == null,
                        false,
                        "No model");
    }

    private Costs table(
            String id,
            String title,
            String sub,
            String label,
            String count,
            CustomerCsv.Table table,
            boolean unavailable,
            boolean changes,
            String withoutName) {
        boolean byName = table == CustomerCsv.Table.NAMES;
        List<Line> shown = lines.size() == SHOWN + 1 ? lines : lines.subList(0, Math.min(SHOWN, lines.size()));
        List<Line> others = lines.subList(shown.size(), lines.size());
        List<CostRow> rows = new ArrayList<>();
        shown.forEach(line -> rows.add(row(line, byName ? "name" : "metadata._llm.model", changes)));
        return new Costs(
                id,
                title,
                sub,
                label,
                count,
                view.csvHref(table),
                unavailable,
                changes,
                rows,
                others.isEmpty() ? null : others(others, changes),
                without.signum() == 0 ? null : plain(withoutName, without, null, ""),
                lines.isEmpty() && without.signum() == 0
                        ? null
                        : new CostRow("Costs", null, null, "", money.of(total), null, ""));
    }

    private CostRow row(Line line, String parameter, boolean changes) {
        return new CostRow(
                line.label().isBlank() ? "(no name)" : line.label(),
                // Rows by name are traces with everything beneath them.
                view.events(parameter, line.key()) + (parameter.equals("name") ? "&tree=traces" : ""),
                bar(line.costCents()),
                Numbers.share(line.costCents(), total),
                money.of(line.costCents()),
                change(line, changes),
                Numbers.count(line.count()));
    }

    private static @Nullable Delta change(Line line, boolean changes) {
        BigDecimal before = line.beforeCents();
        return changes && before != null ? Delta.between(before, line.costCents(), Delta.Good.DOWN) : null;
    }

    private CostRow others(List<Line> others, boolean changes) {
        BigDecimal now = sum(others);
        BigDecimal before = changes
                ? others.stream()
                        .map(line -> line.beforeCents() == null ? BigDecimal.ZERO : line.beforeCents())
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                : null;
        return plain(
                Numbers.count(others.size(), "other", "others"),
                now,
                before == null ? null : Delta.between(before, now, Delta.Good.DOWN),
                Numbers.count(others.stream().mapToLong(Line::count).sum()));
    }

    private CostRow plain(String name, BigDecimal cents, @Nullable Delta change, String count) {
        return new CostRow(name, null, null, Numbers.share(cents, total), money.of(cents), change, count);
    }

    private @Nullable String bar(BigDecimal cents) {
        if (cents.signum() <= 0) {
            return null;
        }
        return cents.multiply(HUNDRED)
                        .divide(most, MathContext.DECIMAL64)
                        .setScale(1, RoundingMode.HALF_UP)
                        .max(new BigDecimal("0.5"))
                        .toPlainString()
                + "%";
    }
}

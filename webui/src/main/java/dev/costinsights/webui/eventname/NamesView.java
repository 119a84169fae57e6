package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.webui.eventname.EventNamePage.NameRow;
import dev.costinsights.webui.eventname.EventNamePage.Names;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the list of all names by what their traces cost. */
final class NamesView {
    private static final int ROWS = 10;
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal LEAST_BAR = new BigDecimal("0.5");

    private final EventNameView view;
    private final List<EventStatistics> listed;
    private final Sum rest;
    private final Sum total;
    private final MoneyFormat costs;
    private final MoneyFormat averages;
    private final BigDecimal widest;

    private record Sum(BigDecimal costs, long traces) {
        static Sum of(List<EventStatistics> names) {
            return new Sum(
                    names.stream().map(NamesView::costs).reduce(BigDecimal.ZERO, BigDecimal::add),
                    names.stream().mapToLong(EventStatistics::occurrences).sum());
        }

        @Nullable
        BigDecimal average() {
            return traces == 0 ? null : costs.divide(BigDecimal.valueOf(traces), MathContext.DECIMAL64);
        }
    }

    private NamesView(EventNameView view, List<EventStatistics> all) {
        this.view = view;
        this.listed = all.subList(0, Math.min(ROWS, all.size()));
        this.rest = Sum.of(all.subList(listed.size(), all.size()));
        this.total = Sum.of(all);
        this.costs = MoneyFormat.column(
                Stream.concat(listed.stream().map(NamesView::costs), Stream.of(rest.costs(), total.costs()))
                        .toList());
        this.averages = MoneyFormat.column(
                listed.stream().map(name -> Answers.costs(name).average()).toList());
        this.widest = listed.stream().map(NamesView::costs).reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    /** @param all with the highest costs first */
    static Names of(EventNameView view, List<EventStatistics> all) {
        return new NamesView(view, all).build(all.size());
    }

    private static BigDecimal costs(EventStatistics name) {
        return Answers.costs(name).total();
    }

    private Names build(int all) {
        int others = all - listed.size();
        return new Names(
                listed.stream().map(this::row).toList(),
                others == 0 ? null : sum(Numbers.count(others, "other", "others"), rest),
                sum("All traces", total),
                view.csvHref(CsvTable.NAMES));
    }

    private NameRow row(EventStatistics name) {
        return new NameRow(
                view.of(name.name()).href(),
                TracesView.label(name.label()),
                name.label().equals(name.name()) ? "" : name.name(),
                name.name().equals(view.name()),
                bar(costs(name)),
                Numbers.share(costs(name), total.costs()),
                Numbers.count(name.occurrences()),
                averages.of(Answers.costs(name).average()),
                costs.of(costs(name)));
    }

    private NameRow sum(String label, Sum sum) {
        BigDecimal average = sum.average();
        return new NameRow(
                null,
                label,
                "",
                false,
                null,
                Numbers.share(sum.costs(), total.costs()),
                Numbers.count(sum.traces()),
                average == null ? null : averages.of(average),
                costs.of(sum.costs()));
    }

    private @Nullable String bar(BigDecimal cents) {
        return cents.signum() <= 0
                ? null
                : cents.multiply(HUNDRED)
                                .divide(widest, 1, RoundingMode.HALF_UP)
                                .max(LEAST_BAR)
                                .toPlainString()
                        + "%";
    }
}

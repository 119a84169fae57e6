package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Figures;
import dev.costinsights.webui.costs.CostsPage.Headline;
import dev.costinsights.webui.costs.CostsPage.Sentence;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the first screen: the total, what one customer costs, and the sentence that explains the change. */
final class HeadlineView {

    private final CostsView view;
    private final Figures now;
    private final Figures before;

    private HeadlineView(CostsView view, CostReport report) {
        this.view = view;
        this.now = report.total();
        this.before = report.previous();
    }

    /**
     * Builds it.
     *
     * @param movers event names among which the ones that changed most are, in either direction
     */
    static Headline of(CostsView view, CostReport report, List<CostReport.Row> movers) {
        return new HeadlineView(view, report).build(movers);
    }

    private Headline build(List<CostReport.Row> movers) {
        BigDecimal change = now.costCents().subtract(before.costCents());
        BigDecimal perCustomer = perCustomer(now);
        BigDecimal perCustomerBefore = perCustomer(before);
        return new Headline(
                figure(now.costCents()),
                Delta.between(before.costCents(), now.costCents(), Good.DOWN),
                change.signum() == 0 || before.costCents().signum() == 0
                        ? null
                        : MoneyFormat.figure(change).signed(change),
                perCustomer == null ? null : figure(perCustomer),
                perCustomer == null || perCustomerBefore == null
                        ? null
                        : Delta.between(perCustomerBefore, perCustomer, Good.DOWN),
                Numbers.count(now.activeCustomers()),
                Delta.between(
                        BigDecimal.valueOf(before.activeCustomers()),
                        BigDecimal.valueOf(now.activeCustomers()),
                        Good.NEITHER),
                Numbers.count(now.events(), "event", "events"),
                why(change, movers));
    }

    private static Money figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
    }

    private static @Nullable BigDecimal perCustomer(Figures figures) {
        return figures.activeCustomers() == 0
                ? null
                : figures.costCents().divide(BigDecimal.valueOf(figures.activeCustomers()), MathContext.DECIMAL64);
    }

    private Sentence why(BigDecimal change, List<CostReport.Row> movers) {
        String period = view.range().days() == 1
                ? "the day before"
                : "the " + view.range().days() + " days before";
        if (before.events() == 0) {
            return new Sentence("", "There were no events in " + period + ".");
        }
        if (change.signum() == 0) {
            return new Sentence("", "Exactly as much as in " + period + ".");
        }
        String direction = change.signum() > 0 ? "increase" : "decrease";
        Optional<CostReport.Row> mover = movers.stream()
                .filter(row -> difference(row).signum() == change.signum())
                .max((a, b) -> difference(a).abs().compareTo(difference(b).abs()));
        if (mover.isEmpty()) {
            return new Sentence("", "The " + direction + " is spread over many event names.");
        }
        String name = Optional.ofNullable(mover.get().key())
                .filter(key -> !key.isBlank())
                .orElse("(no name)");
        BigDecimal part = difference(mover.get());
        BigDecimal others = change.subtract(part);
        if (others.signum() == 0) {
            return new Sentence(name, " explains all of the " + direction + " against " + period + ".");
        }
        if (others.signum() == change.signum()) {
            return new Sentence(
                    name,
                    " explains " + Numbers.roundShare(part, change) + " of the " + direction + " against " + period
                            + ".");
        }
        return new Sentence(
                name,
                (part.signum() > 0 ? " rose by " : " fell by ") + absolute(part) + "; all others "
                        + (others.signum() > 0 ? "rose by " : "fell by ") + absolute(others) + ".");
    }

    private static BigDecimal difference(CostReport.Row row) {
        return row.costCents().subtract(row.previousCostCents());
    }

    private static String absolute(BigDecimal cents) {
        return figure(cents.abs()).text();
    }
}

package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Figures;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.costs.CostsAnswers.Revenue;
import dev.costinsights.webui.costs.CostsPage.Headline;
import dev.costinsights.webui.costs.CostsPage.Sentence;
import dev.costinsights.webui.costs.CostsPage.Tile;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the first screen: the total, what it is by revenue and by customer, and the sentence that explains the change. */
final class HeadlineView {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final CostsView view;
    private final Figures now;
    private final Figures before;
    private final @Nullable Revenue revenue;

    private HeadlineView(CostsView view, CostReport report, @Nullable Revenue revenue) {
        this.view = view;
        this.now = report.total();
        this.before = report.previous();
        this.revenue = revenue;
    }

    /**
     * Builds it.
     *
     * @param revenue null when it isn't known
     * @param movers event names among which the ones that changed most are, in either direction
     */
    static Headline of(CostsView view, CostReport report, @Nullable Revenue revenue, List<CostReport.Row> movers) {
        return new HeadlineView(view, report, revenue).build(movers);
    }

    private Headline build(List<CostReport.Row> movers) {
        BigDecimal change = now.costCents().subtract(before.costCents());
        return new Headline(
                Term.of(Metric.COSTS, "Costs"),
                figure(now.costCents()),
                Delta.between(before.costCents(), now.costCents(), Good.DOWN),
                change.signum() == 0 || before.costCents().signum() == 0
                        ? null
                        : MoneyFormat.figure(change).signed(change),
                tiles(),
                why(change, movers));
    }

    private List<Tile> tiles() {
        Tile perDollar = perDollar();
        if (view.ofOne()) {
            return perDollar == null ? List.of(events(), average()) : List.of(perDollar, events());
        }
        return perDollar == null
                ? List.of(perCustomer(null), activeCustomers())
                : List.of(
                        perDollar,
                        perCustomer(new Link(
                                "active",
                                view.days().href(Addresses.CUSTOMERS),
                                Numbers.count(now.activeCustomers()) + " active",
                                false)));
    }

    /** Only where there is revenue. */
    private @Nullable Tile perDollar() {
        if (revenue == null || revenue.nowCents().signum() <= 0) {
            return null;
        }
        BigDecimal cents = perDollar(now, revenue.nowCents());
        return new Tile(
                new Term(
                        "term-per-dollar",
                        "Per dollar of revenue",
                        "Costs per dollar of revenue",
                        "What you spend for each dollar you earn: costs by net revenue. Refunds and disputes count on"
                                + " their own dates.",
                        figure(now.costCents()).text() + " ÷ "
                                + figure(revenue.nowCents()).text() + " of net revenue",
                        Addresses.definition(Metric.NET_REVENUE_BY_DATE.slug())),
                null,
                Numbers.cents(cents),
                revenue.beforeCents().signum() <= 0
                        ? null
                        : Delta.ofCents(perDollar(before, revenue.beforeCents()), cents, Good.DOWN),
                null);
    }

    private static BigDecimal perDollar(Figures figures, BigDecimal revenueCents) {
        return figures.costCents().multiply(HUNDRED).divide(revenueCents, MathContext.DECIMAL64);
    }

    private Tile perCustomer(@Nullable Link note) {
        BigDecimal cents = per(now, now.activeCustomers());
        return tile(
                Term.of(
                        Metric.COST_PER_ACTIVE_CUSTOMER,
                        "Per active customer",
                        figure(now.costCents()).text() + " ÷ " + Numbers.count(now.activeCustomers())),
                cents,
                per(before, before.activeCustomers()),
                note);
    }

    private Tile average() {
        return tile(
                Term.of("average", "Per event", "What an event costs on average: costs by the number of events."),
                per(now, now.events()),
                per(before, before.events()),
                null);
    }

    private static Tile tile(
            Term term, @Nullable BigDecimal cents, @Nullable BigDecimal centsBefore, @Nullable Link note) {
        return new Tile(
                term,
                cents == null ? null : figure(cents),
                "–",
                cents == null || centsBefore == null ? null : Delta.between(centsBefore, cents, Good.DOWN),
                note);
    }

    private Tile activeCustomers() {
        return new Tile(
                Term.of(Metric.ACTIVE_CUSTOMERS, "Active customers"),
                null,
                Numbers.count(now.activeCustomers()),
                neutral(before.activeCustomers(), now.activeCustomers()),
                new Link(
                        "all-events",
                        TableView.eventsHref(view),
                        Numbers.count(now.events(), "event", "events"),
                        false));
    }

    private Tile events() {
        return new Tile(
                Term.of("events", "Events", "Events of this customer in this range, those without a cost among them."),
                null,
                Numbers.count(now.events()),
                neutral(before.events(), now.events()),
                new Link("all-events", TableView.eventsHref(view), "Show", false));
    }

    private static Delta neutral(long before, long now) {
        return Delta.between(BigDecimal.valueOf(before), BigDecimal.valueOf(now), Good.NEITHER);
    }

    private static @Nullable BigDecimal per(Figures figures, long count) {
        return count == 0 ? null : figures.costCents().divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
    }

    private static Money figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
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
        String name = Names.shown(mover.get().key());
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

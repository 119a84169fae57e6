package dev.costinsights.webui.customers;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.webui.customers.CustomersPage.Headline;
import dev.costinsights.webui.customers.CustomersPage.Say;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Builds the first screen: what is lost and on how many, what is earned, and what is left. */
final class CustomersHeadline {
    private final ProfitCurve curve;
    private final ProfitCurve.Counts counts;
    private final CustomerProfitPage page;

    private CustomersHeadline(CustomerProfitPage page, ProfitCurve curve) {
        this.curve = curve;
        this.counts = curve.counts();
        this.page = page;
    }

    static Headline of(CustomerProfitPage page, ProfitCurve curve) {
        return new CustomersHeadline(page, curve).build();
    }

    private Headline build() {
        long earning = counts.customers() - counts.losing();
        BigDecimal nobody = page.unattributed().figures().profitCents();
        BigDecimal profit = page.totals().figures().profitCents();
        return new Headline(
                CustomerTerms.lost(
                        "Lost on " + Numbers.count(counts.losing()) + " of "
                                + Numbers.count(counts.customers(), "customer", "customers"),
                        text(counts.lossOfPayingCents()) + " of those who pay, "
                                + text(counts.lossCents().subtract(counts.lossOfPayingCents())) + " of the others"),
                figure(counts.lossCents()),
                counts.losing() > 0,
                lostWords(),
                CustomerTerms.earned(
                        "Earned on " + Numbers.count(earning),
                        text(counts.gainCents()) + " of " + Numbers.count(earning, "customer", "customers")),
                figure(counts.gainCents()),
                earning == 0 ? "" : text(perCustomer(earning)) + " each",
                CustomerTerms.profit(text(counts.gainCents()) + " earned, " + text(counts.lossCents()) + " lost, "
                        + text(nobody) + " of no customer: " + text(profit)),
                figure(profit),
                nobody.signum() == 0 ? "every cost has a customer" : text(nobody) + " of no customer",
                say());
    }

    /** Whole cents: it is a mean. */
    private BigDecimal perCustomer(long customers) {
        return counts.gainCents()
                .divide(BigDecimal.valueOf(customers), MathContext.DECIMAL64)
                .setScale(0, RoundingMode.HALF_UP);
    }

    private String lostWords() {
        if (counts.losing() == 0) {
            return "nobody costs more than it pays";
        }
        BigDecimal others = counts.lossCents().subtract(counts.lossOfPayingCents());
        long free = counts.losing() - counts.losingPaying();
        String paying = Numbers.count(counts.losingPaying()) + " paying lose "
                + text(counts.lossOfPayingCents().negate());
        String notPaying = Numbers.count(free) + " who paid nothing lose " + text(others.negate());
        return free == 0 ? paying : counts.losingPaying() == 0 ? notPaying : paying + ", " + notPaying;
    }

    private Say say() {
        if (counts.customers() == 0) {
            return new Say("", "Nobody", " was active up to the end of this range.");
        }
        String half = counts.half() == 0
                ? ""
                : Numbers.count(counts.half()) + " of " + Numbers.count(counts.customers())
                        + (counts.half() == 1 ? " makes" : " make") + " half of what is earned. ";
        if (counts.losing() == 0 || curve.worst().isEmpty()) {
            return new Say(half, "Nobody loses money", ".");
        }
        CustomerProfit worst = curve.worst().get(0);
        BigDecimal loss = worst.figures().profitCents();
        return new Say(
                half,
                TableView.name(worst),
                counts.losing() == 1
                        ? " alone loses money."
                        : " is " + Numbers.roundShare(loss, counts.lossCents()) + " of what is lost.");
    }

    private static Money figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
    }

    private static String text(BigDecimal cents) {
        return figure(cents).text();
    }
}

package dev.costinsights.presentation;

import dev.costinsights.presentation.MrrTransition.Paid;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values what is paid in several currencies at the rates of some times. */
final class MrrValuation {
    private final RatesOfTimes rates;
    private final Map<String, List<MonthlyPrice>> parsed = new HashMap<>();
    private @Nullable Valued latest;

    /** Of periods in order, what is paid at the end of one is valued for the start of the next, too. */
    private record Valued(String prices, int time, BigDecimal cents) {}

    MrrValuation(RatesOfTimes rates) {
        this.rates = rates;
    }

    /**
     * Cents a month of some customers together.
     *
     * @param paid null for nothing
     */
    BigDecimal cents(@Nullable Paid paid, long customers, int time) {
        if (paid == null) {
            return BigDecimal.ZERO;
        }
        return paid.otherPrices().isEmpty()
                ? paid.usdCents()
                : paid.usdCents().add(centsOfPrices(paid.otherPrices(), time).multiply(BigDecimal.valueOf(customers)));
    }

    private BigDecimal centsOfPrices(String prices, int time) {
        if (latest == null || latest.time() != time || !latest.prices().equals(prices)) {
            BigDecimal cents = parsed.computeIfAbsent(prices, MonthlyPrice::parse).stream()
                    .map(price -> price.cents(rates.at(time, price.currency())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            latest = new Valued(prices, time, cents);
        }
        return latest.cents();
    }
}

package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Exchange rates at some times: usd for a unit of a currency.
 *
 * @param rates by currency, in the order of the times
 */
record RatesOfTimes(Map<String, List<BigDecimal>> rates) {
    static final RatesOfTimes NONE = new RatesOfTimes(Map.of());

    RatesOfTimes {
        rates = Map.copyOf(rates);
    }

    BigDecimal at(int time, String currency) {
        List<BigDecimal> ofCurrency = rates.get(currency);
        if (ofCurrency == null) {
            throw new IllegalArgumentException("The rates of " + currency + " weren't read");
        }
        return ofCurrency.get(time);
    }
}

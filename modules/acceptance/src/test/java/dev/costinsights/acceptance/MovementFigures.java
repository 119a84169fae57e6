package dev.costinsights.acceptance;

import dev.costinsights.acceptance.MonthlyRevenue.Movement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** MRR at the ends of periods, and what moved between. */
final class MovementFigures {
    private static final List<String> KINDS = List.of("new", "expansion", "contraction", "churned", "reactivation");

    private final MonthlyRevenue monthly;

    MovementFigures(MonthlyRevenue monthly) {
        this.monthly = monthly;
    }

    /**
     * One period.
     *
     * @param before MRR at its start
     * @param customers who paid then
     * @param lost of these, who don't at its end
     */
    record Period(Map<String, BigDecimal> values, BigDecimal before, int customers, long lost) {}

    Period of(Bucket bucket) {
        Map<?, BigDecimal> before = monthly.at(bucket.from());
        Map<?, BigDecimal> after = monthly.at(bucket.to());
        List<Movement> movements = monthly.movements(bucket);
        var values = new TreeMap<String, BigDecimal>();
        values.put("mrr", Decimals.sum(after.values(), value -> value));
        for (String kind : KINDS) {
            values.put(
                    kind + "_mrr",
                    Decimals.sum(
                            movements.stream()
                                    .filter(movement -> movement.kind().equals(kind))
                                    .toList(),
                            Movement::change));
        }
        long lost = before.keySet().stream()
                .filter(customer -> !after.containsKey(customer))
                .count();
        var period = new Period(values, Decimals.sum(before.values(), value -> value), before.size(), lost);
        values.putAll(rates(List.of(period)));
        return period;
    }

    /** Of some periods together: what was lost in them, by what there was before the first. */
    static Map<String, BigDecimal> rates(List<Period> periods) {
        var rates = new TreeMap<String, BigDecimal>();
        Period first = periods.get(0);
        if (first.before().signum() != 0) {
            BigDecimal gross =
                    moved(periods, "churned").add(moved(periods, "contraction")).negate();
            BigDecimal net = gross.subtract(moved(periods, "expansion")).subtract(moved(periods, "reactivation"));
            rates.put("gross_mrr_churn", Decimals.quotient(gross, first.before()));
            rates.put("net_mrr_churn", Decimals.quotient(net, first.before()));
        }
        if (first.customers() != 0) {
            BigDecimal lost = Decimals.sum(periods, period -> Decimals.of(period.lost()));
            rates.put("customer_churn", Decimals.quotient(lost, Decimals.of(first.customers())));
        }
        return rates;
    }

    private static BigDecimal moved(List<Period> periods, String kind) {
        return Decimals.sum(periods, period -> Ratios.number(period.values(), kind + "_mrr"));
    }
}

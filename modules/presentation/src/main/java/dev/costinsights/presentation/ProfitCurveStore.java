package dev.costinsights.presentation;

import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurve.Counts;
import dev.costinsights.contracts.profit.ProfitCurve.Part;
import dev.costinsights.contracts.profit.ProfitCurve.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the profit of every customer, best first. */
final class ProfitCurveStore {
    private ProfitCurveStore() {}

    /**
     * @param best ids of those with the most profit, best first
     * @param worst of those with the least, worst first; none of {@code best}
     */
    record Curve(List<Step> steps, Counts counts, List<UUID> best, List<UUID> worst) {}

    static Future<Curve> curve(SqlConnection snapshot, ProfitRange range, int ends) {
        Tuple parameters = range.costs().addTo(Tuple.of(range.organizationId()));
        Segment.addTo(parameters, Cover.withHistory(List.of(range.to())).segments());
        CustomerCover revenue = CustomerCover.withHistory(List.of(range.from(), range.to()));
        Segment.addTo(parameters, revenue.segments());
        revenue.addEdgesTo(parameters);
        parameters
                .addOffsetDateTime(range.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.to().atOffset(ZoneOffset.UTC))
                .addLong((long) ProfitCurve.MOST_STEPS)
                .addLong((long) ends);
        return LargeSums.read(snapshot, ProfitCurveSql.CURVE, parameters).map(ProfitCurveStore::curve);
    }

    private static Curve curve(RowSet<Row> rows) {
        var sums = new CurveSums();
        List<Step> steps = new ArrayList<>();
        List<UUID> best = new ArrayList<>();
        List<UUID> worst = new ArrayList<>();
        for (Row row : rows) {
            var step = new Step(
                    Part.valueOf(row.getString("part")),
                    row.getLong("customers"),
                    Sums.plain(row.getBigDecimal("profit_cents")));
            steps.add(step);
            sums.add(step, row.getLong("paying"), row.getBigDecimal("profit_of_paying_cents"));
            add(best, row.getArrayOfUUIDs("best"));
            add(worst, row.getArrayOfUUIDs("worst"));
        }
        Collections.reverse(worst);
        return new Curve(steps, sums.counts(), best, worst);
    }

    private static void add(List<UUID> all, UUID @Nullable [] ids) {
        if (ids != null) {
            Collections.addAll(all, ids);
        }
    }

    /** Adds steps up. */
    private static final class CurveSums {
        private long customers;
        private long paying;
        private long half;
        private long losing;
        private long losingPaying;
        private BigDecimal gain = BigDecimal.ZERO;
        private BigDecimal loss = BigDecimal.ZERO;
        private BigDecimal lossOfPaying = BigDecimal.ZERO;

        void add(Step step, long payingOfStep, BigDecimal profitOfPaying) {
            customers += step.customers();
            paying += payingOfStep;
            if (step.part() == Part.LOSS) {
                losing += step.customers();
                losingPaying += payingOfStep;
                loss = loss.add(step.profitCents());
                lossOfPaying = lossOfPaying.add(profitOfPaying);
            } else {
                half += step.part() == Part.HALF ? step.customers() : 0;
                gain = gain.add(step.profitCents());
            }
        }

        Counts counts() {
            return new Counts(
                    customers,
                    paying,
                    half,
                    losing,
                    losingPaying,
                    Sums.plain(gain),
                    Sums.plain(loss),
                    Sums.plain(lossOfPaying));
        }
    }
}

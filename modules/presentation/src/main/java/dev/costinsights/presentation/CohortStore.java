package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads what the customers of each month contributed in each month, both in UTC. */
final class CohortStore {

    private static final String STARTS = """
            starts as materialized (
                select t.customer_id, min(t.bucket) as cohort
                from totals.customer_revenue t
                where t.organization_id = $1 and t.grain = 0 and t.bucket < $4::timestamptz and t.revenue_cents > 0
                group by 1
                having min(t.bucket) >= $2::timestamptz and min(t.bucket) < $3::timestamptz
            )""";

    /** Parameters: $1 organization; $2 and $3 the months of cohorts, the latter exclusive; $4 the end of the last month. */
    static final Statement COHORTS = new Statement("with " + CustomerRankSql.OWNERS + ", " + STARTS + """
            , parts as (
                select s.cohort, t.bucket,
                       sum(t.revenue_cents - t.fee_cents - t.refund_cents - t.dispute_cents) as cents
                from starts s
                join totals.customer_revenue t on t.customer_id = s.customer_id
                where t.organization_id = $1 and t.grain = 0 and t.bucket < $4::timestamptz
                group by 1, 2
                union all
                select k.cohort, t.bucket, -sum(t.cost_cents)
                from (
                    select o.customer_key, s.cohort from starts s join owners o on o.customer_id = s.customer_id
                ) k
                join totals.customer_costs t on t.customer_key = k.customer_key
                where t.organization_id = $1 and t.grain = 0 and t.bucket < $4::timestamptz
                group by 1, 2
            )
            select cohort, bucket, sum(cents) as cents, 0::bigint as customers from parts group by 1, 2
            union all
            select cohort, null, null, count(*) from starts group by 1
            """);

    private CohortStore() {}

    /** @param centsByMonth what its customers contributed in each month, also before their first order */
    record Cohort(long customers, Map<YearMonth, BigDecimal> centsByMonth) {
        static final Cohort NONE = new Cohort(0, Map.of());
    }

    /** @param months of cohorts in order, at least one; {@code last} the last month that counts */
    static Future<Map<YearMonth, Cohort>> cohorts(
            SqlConnection snapshot, UUID organizationId, List<YearMonth> months, YearMonth last) {
        Tuple parameters = Tuple.of(organizationId)
                .addOffsetDateTime(startOf(months.get(0)).atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(
                        startOf(months.get(months.size() - 1).plusMonths(1)).atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(startOf(last.plusMonths(1)).atOffset(ZoneOffset.UTC));
        return LargeSums.read(snapshot, COHORTS, parameters).map(rows -> {
            Map<YearMonth, Long> customers = new HashMap<>();
            Map<YearMonth, Map<YearMonth, BigDecimal>> cents = new HashMap<>();
            for (Row row : rows) {
                YearMonth cohort = YearMonth.from(row.getOffsetDateTime("cohort"));
                if (row.getOffsetDateTime("bucket") == null) {
                    customers.put(cohort, row.getLong("customers"));
                } else {
                    cents.computeIfAbsent(cohort, first -> new TreeMap<>())
                            .put(YearMonth.from(row.getOffsetDateTime("bucket")), row.getBigDecimal("cents"));
                }
            }
            Map<YearMonth, Cohort> cohorts = new HashMap<>();
            customers.forEach((month, count) ->
                    cohorts.put(month, new Cohort(count, cents.getOrDefault(month, Map.of()))));
            return cohorts;
        });
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

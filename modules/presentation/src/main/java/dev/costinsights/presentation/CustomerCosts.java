package dev.costinsights.presentation;

import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One customer's costs. No total knows what a customer spends on which name, model or vendor, so they come from the log,
 * by the index of the customer's events.
 *
 * @param digests the customer as events name it
 */
record CustomerCosts(SqlConnection snapshot, UUID organizationId, UUID[] digests) implements CostSource {

    /** Parameters: $1 organization, $2 digests, $3 boundaries. */
    static final Statement PERIODS = new Statement("""
            select width_bucket(e.occurred_at, $3::timestamptz[]) as period,
                   sum(coalesce(e.cost_cents, 0)) as cost_cents, count(*) as events
            from (select ($3::timestamptz[])[1] as first, ($3::timestamptz[])[cardinality($3::timestamptz[])] as last) s
            cross join unnest($2::uuid[]) as k (digest)
            cross join lateral (
                select e.occurred_at, e.cost_cents, e.batch_id from log.events e
                where e.organization_id = $1 and e.customer_digest = k.digest
                  and e.occurred_at >= s.first and e.occurred_at < s.last
                offset 0) e
            where e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
            group by 1
            """);

    static final Statement EVENT_NAMES = new Statement(list("name"));
    static final Statement MODELS = new Statement(list("llm_model"));
    static final Statement VENDORS = new Statement(list("llm_vendor"));

    static final Statement EVENT_NAME_DAYS = new Statement(days("name"));
    static final Statement MODEL_DAYS = new Statement(days("llm_model"));
    static final Statement VENDOR_DAYS = new Statement(days("llm_vendor"));

    /** Parameters: $1 organization, $2 digests. */
    static final Statement EXTENT = new Statement("""
            select min(e.occurred_at) as first_event, max(e.occurred_at) as last_event
            from unnest($2::uuid[]) as k (digest)
            cross join lateral (%s union all %s) e
            """.formatted(nearest(""), nearest("desc")));

    static Future<CostSource> of(SqlConnection snapshot, UUID organizationId, String customer) {
        return EventReferences.of(snapshot, organizationId, EventFilter.ofCustomer(customer))
                .map(references -> new CustomerCosts(
                        snapshot, organizationId, references.digests() == null ? new UUID[0] : references.digests()));
    }

    /** Parameters: $1 organization, $2 digests, $3 to $5 ranges and whether they are now's, $6 to $9 those of the page. */
    private static String list(String column) {
        return """
                with theirs as (
                    select e.text, s.is_now, sum(coalesce(e.cost_cents, 0)) as cost_cents, count(*) as events
                    from unnest($3::timestamptz[], $4::timestamptz[], $5::boolean[]) as s (first, last, is_now)
                    cross join unnest($2::uuid[]) as k (digest)
                    cross join lateral (
                        select e.%s as text, e.cost_cents, e.batch_id from log.events e
                        where e.organization_id = $1 and e.customer_digest = k.digest
                          and e.occurred_at >= s.first and e.occurred_at < s.last
                        offset 0) e
                    where e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                    group by 1, 2
                ), sums as (
                    select l.label_key as key,
                %s
                    from theirs join totals.labels l on l.organization_id = $1 and l.digest = totals.digest(text)
                    group by 1
                )
                """.formatted(column, BreakdownSql.SUMS) + BreakdownSql.NAMED_BY_LABEL + BreakdownSql.PAGE;
    }

    /** Parameters: $1 organization, $2 digests, $3 where days meet, $4 keys. */
    private static String days(String column) {
        return """
                with theirs as (
                    select e.text, width_bucket(e.occurred_at, $3::timestamptz[]) as day,
                           sum(coalesce(e.cost_cents, 0)) as cost_cents
                    from (select ($3::timestamptz[])[1] as first, ($3::timestamptz[])[cardinality($3::timestamptz[])] as last) s
                    cross join unnest($2::uuid[]) as k (digest)
                    cross join lateral (
                        select e.%s as text, e.occurred_at, e.cost_cents, e.batch_id from log.events e
                        where e.organization_id = $1 and e.customer_digest = k.digest
                          and e.occurred_at >= s.first and e.occurred_at < s.last
                        offset 0) e
                    where e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                    group by 1, 2
                )
                select l.label_key as key, t.day, t.cost_cents
                from theirs t join totals.labels l on l.organization_id = $1 and l.digest = totals.digest(t.text)
                where l.label_key = any ($4)
                """.formatted(column);
    }

    private static String nearest(String direction) {
        return """
                (select e.occurred_at from log.events e
                 where e.organization_id = $1 and e.customer_digest = k.digest
                   and e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                 order by e.occurred_at %s limit 1)""".formatted(direction);
    }

    @Override
    public Future<List<Sums>> costs(List<Instant> boundaries) {
        List<Instant> aligned = aligned(boundaries);
        return snapshot.preparedQuery(PERIODS.sql())
                .execute(parameters().addArrayOfOffsetDateTime(Segment.times(aligned)))
                .map(rows -> {
                    List<Sums> sums = new ArrayList<>(Collections.nCopies(aligned.size(), Sums.NONE));
                    for (Row row : rows) {
                        sums.set(row.getInteger("period"), Sums.of(row));
                    }
                    return sums;
                });
    }

    @Override
    public Future<Whole> whole(TimeRange range) {
        return costs(Boundaries.of(range))
                .map(costs -> new Whole(costs.get(1), costs.get(1).events() > 0 ? 1 : 0));
    }

    @Override
    public Future<BreakdownStore.Page> page(TimeRange range, TimeRange previous, BreakdownRequest request) {
        List<Instant> now = aligned(Boundaries.of(range));
        List<Instant> before = aligned(Boundaries.of(previous));
        Tuple parameters = parameters()
                .addArrayOfOffsetDateTime(Segment.times(List.of(now.get(0), before.get(0))))
                .addArrayOfOffsetDateTime(Segment.times(List.of(now.get(1), before.get(1))))
                .addArrayOfBoolean(new Boolean[] {true, false});
        Statement statement = switch (request.dimension()) {
            case EVENT_NAME -> EVENT_NAMES;
            case MODEL -> MODELS;
            case VENDOR -> VENDORS;
            case CUSTOMER -> throw byCustomer();
        };
        return snapshot.preparedQuery(statement.sql())
                .execute(BreakdownStore.addPageTo(parameters, request))
                .map(BreakdownStore::page);
    }

    @Override
    public Future<Map<Integer, List<BigDecimal>>> days(
            TimeRange range, Dimension dimension, List<BreakdownStore.Line> lines) {
        List<Integer> keys = lines.stream().map(BreakdownStore.Line::key).toList();
        List<Instant> boundaries = aligned(Boundaries.of(Interval.DAY.periodsOf(range)));
        Statement statement = switch (dimension) {
            case EVENT_NAME -> EVENT_NAME_DAYS;
            case MODEL -> MODEL_DAYS;
            case VENDOR -> VENDOR_DAYS;
            case CUSTOMER -> throw byCustomer();
        };
        return snapshot.preparedQuery(statement.sql())
                .execute(parameters()
                        .addArrayOfOffsetDateTime(Segment.times(boundaries))
                        .addArrayOfInteger(keys.toArray(Integer[]::new)))
                .map(rows -> BreakdownStore.byKey(rows, keys, boundaries.size() - 1));
    }

    @Override
    public Future<TotalsStore.Extent> extent() {
        return snapshot.preparedQuery(EXTENT.sql()).execute(parameters()).map(rows -> {
            Row row = rows.iterator().next();
            OffsetDateTime first = row.getOffsetDateTime("first_event");
            OffsetDateTime last = row.getOffsetDateTime("last_event");
            return first == null || last == null
                    ? new TotalsStore.Extent(null, null)
                    : new TotalsStore.Extent(
                            Cover.aligned(first.toInstant()),
                            Cover.aligned(last.toInstant()).plus(Duration.ofMinutes(Segment.QUARTER_HOUR)));
        });
    }

    private Tuple parameters() {
        return Tuple.of(organizationId).addArrayOfUUID(digests);
    }

    private static List<Instant> aligned(List<Instant> boundaries) {
        return boundaries.stream().map(Cover::aligned).toList();
    }

    private static IllegalStateException byCustomer() {
        return new IllegalStateException("A question for one customer's costs by customer is refused where it is made");
    }
}

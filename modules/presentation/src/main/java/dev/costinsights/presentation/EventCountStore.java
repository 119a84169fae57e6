package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what a filter means: from totals where they say it, else in the log. */
final class EventCountStore {
    static final Statement ALL = new Statement("""
            select coalesce(sum(events), 0)::bigint as events
            from totals.organization_costs where organization_id = $1 and grain = 1440
            """);

    static final Statement OF_NAMES = new Statement("""
            select coalesce(sum(t.events), 0)::bigint as events
            from totals.labels l
            join totals.event_name_costs t
              on t.organization_id = $1 and t.grain = 1440 and t.name_key = l.label_key
            where l.organization_id = $1
              and l.digest in (select totals.digest(name) from unnest($2::text[]) as asked (name))
            """);

    /** Each total is found by its whole key: a range of months has the totals of everybody. */
    static final Statement OF_CUSTOMERS = new Statement("""
            with months as materialized (
                select distinct date_trunc('month', bucket, 'UTC') as bucket
                from totals.organization_costs where organization_id = $1 and grain = 1440
            )
            select coalesce(sum(t.events), 0)::bigint as events
            from totals.customer_keys k
            cross join months m
            cross join lateral (
                select events from totals.customer_costs t
                where t.organization_id = $1 and t.grain = 0 and t.bucket = m.bucket and t.customer_key = k.customer_key
                offset 0) t
            where k.organization_id = $1 and k.digest = any ($2)
            """);

    /** Of all names when $2 is null. */
    static final Statement ROOTS = new Statement("""
            select coalesce(sum(t.traces), 0)::bigint as events
            from totals.trace_costs t
            where t.organization_id = $1 and t.grain = 1440
              and ($2::text[] is null or t.name_key in (
                  select l.label_key from totals.labels l
                  where l.organization_id = $1
                    and l.digest in (select totals.digest(name) from unnest($2::text[]) as asked (name))))
            """);

    private EventCountStore() {}

    static Future<Long> count(
            SqlConnection snapshot, EventPredicate predicate, @Nullable UUID parentId, @Nullable Integer depth) {
        boolean roots = parentId == null && depth != null && depth == 0;
        boolean more = parentId != null
                || depth != null && !roots
                || predicate.after() != null
                || predicate.before() != null
                || predicate.path() != null
                || predicate.query() != null;
        if (more || predicate.digests() != null && (roots || predicate.names() != null)) {
            return count(
                    snapshot,
                    EventPageSql.COUNT,
                    predicate.parameters().addUUID(parentId).addInteger(depth));
        }
        Tuple organization = Tuple.of(predicate.organizationId());
        if (roots) {
            return count(snapshot, ROOTS, organization.addArrayOfString(predicate.names()));
        }
        if (predicate.digests() != null) {
            return count(snapshot, OF_CUSTOMERS, organization.addArrayOfUUID(predicate.digests()));
        } else if (predicate.names() != null) {
            return count(snapshot, OF_NAMES, organization.addArrayOfString(predicate.names()));
        }
        return count(snapshot, ALL, organization);
    }

    private static Future<Long> count(SqlConnection snapshot, Statement statement, Tuple parameters) {
        return snapshot.preparedQuery(statement.sql())
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong("events"));
    }
}

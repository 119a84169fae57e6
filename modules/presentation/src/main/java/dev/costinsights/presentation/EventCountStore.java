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

    static final Statement OF_CUSTOMERS = new Statement("""
            select coalesce(sum(t.events), 0)::bigint as events
            from totals.customer_keys k
            join totals.customer_costs t
              on t.organization_id = $1 and t.grain = 0 and t.customer_key = k.customer_key
            where k.organization_id = $1 and k.digest = any ($2)
            """);

    private EventCountStore() {}

    static Future<Long> count(
            SqlConnection snapshot, EventPredicate predicate, @Nullable UUID parentId, @Nullable Integer depth) {
        boolean more = parentId != null
                || depth != null
                || predicate.after() != null
                || predicate.before() != null
                || predicate.path() != null
                || predicate.query() != null;
        if (more || predicate.digests() != null && predicate.names() != null) {
            return count(
                    snapshot,
                    EventPageSql.COUNT,
                    predicate.parameters().addUUID(parentId).addInteger(depth));
        }
        Tuple organization = Tuple.of(predicate.organizationId());
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

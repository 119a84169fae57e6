package dev.costinsights.presentation;

import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a filter's references to customers and event types amount to in terms of events.
 *
 * @param digests customers as events name them; null for all
 * @param names null for all
 */
record EventReferences(UUID @Nullable [] digests, String @Nullable [] names) {

    /** A customer has up to two digests: of its id, and of its external id while it isn't deleted. */
    static final Statement RESOLVE = new Statement("""
            select
                (select array_agg(distinct digest) from (
                    select totals.digest('c' || id::text) as digest from unnest($2::uuid[]) as sent (id)
                    union all
                    select totals.digest('e' || external_id) from unnest($3::text[]) as sent (external_id)
                    where external_id <> ''
                    union all
                    select c.external_digest from log.customers c
                    where c.organization_id = $1 and c.id = any ($2) and c.deleted_at is null
                      and c.external_digest is not null and c.external_id <> ''
                    union all
                    select totals.digest('c' || c.id::text) from log.customers c
                    where c.organization_id = $1 and c.deleted_at is null and c.external_digest = any (
                        select totals.digest('e' || external_id) from unnest($3::text[]) as sent (external_id))
                ) digests) as digests,
                (select array_agg(t.name) from log.event_types t
                 where t.organization_id = $1 and t.id = any ($4)) as names
            """);

    static Future<EventReferences> of(SqlConnection snapshot, UUID organizationId, EventFilter filter) {
        if (!filter.byCustomer() && filter.eventTypeIds().isEmpty()) {
            return Future.succeededFuture(new EventReferences(null, names(filter.names())));
        }
        return snapshot.preparedQuery(RESOLVE.sql())
                .execute(Tuple.of(organizationId)
                        .addArrayOfUUID(filter.customerIds().toArray(UUID[]::new))
                        .addArrayOfString(filter.externalCustomerIds().toArray(String[]::new))
                        .addArrayOfUUID(filter.eventTypeIds().toArray(UUID[]::new)))
                .map(rows -> resolved(rows.iterator().next(), filter));
    }

    private static EventReferences resolved(Row row, EventFilter filter) {
        UUID[] digests = row.getArrayOfUUIDs("digests");
        String[] ofTypes = row.getArrayOfStrings("names");
        return new EventReferences(
                filter.byCustomer() ? (digests == null ? new UUID[0] : digests) : null,
                filter.eventTypeIds().isEmpty()
                        ? names(filter.names())
                        : Arrays.stream(ofTypes == null ? new String[0] : ofTypes)
                                .filter(name -> filter.names().isEmpty()
                                        || filter.names().contains(name))
                                .toArray(String[]::new));
    }

    private static String @Nullable [] names(Set<String> names) {
        return names.isEmpty() ? null : names.toArray(String[]::new);
    }
}

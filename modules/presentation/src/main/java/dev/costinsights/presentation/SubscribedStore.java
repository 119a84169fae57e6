package dev.costinsights.presentation;

import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.platform.db.Statement;
import dev.costinsights.platform.db.StoredMetadata;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what customers are subscribed to now. */
final class SubscribedStore {
    /** Of a row of {@code totals.subscriptions}; a canceled one is active until its end. */
    static final String IS_ACTIVE = "(status in ('active', 'trialing') or (status = 'canceled' and end_at is not null))"
            + " and (started_at is null or started_at <= now()) and (end_at is null or end_at > now())";

    /** What totals don't hold comes from the last fact, as far as it is what it should be: nobody has checked it. */
    static final Statement ACTIVE = new Statement("""
            select s.id, s.created_at, s.product_id, s.currency, s.amount, s.recurring_interval,
                   s.recurring_interval_count, s.current_period_start, s.current_period_end, s.trial_start, s.trial_end,
                   s.cancel_at_period_end, s.canceled_at, s.started_at, s.end_at, now() as now,
                   case when s.trial_end is null then s.status = 'trialing' else s.trial_end > now() end as in_trial,
                   (f.data ->> 'modified_at')::timestamptz as modified_at, case
                       when f.data ->> 'discount_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                       then (f.data ->> 'discount_id')::uuid end as discount_id,
                   (select coalesce(jsonb_object_agg(key, value), '{}')::text
                    from (select key, value
                          from jsonb_each(
                              case jsonb_typeof(f.data -> 'metadata') when 'object' then f.data -> 'metadata' end)
                          where jsonb_typeof(value) in ('string', 'number', 'boolean') and length(key) <= $4
                            and length(value #>> '{}') between 1 and $5
                          limit $6) fit) as metadata
            from (select * from totals.subscriptions
                  where organization_id = $1 and customer_id = $2 and\s""" + IS_ACTIVE + """

                  order by created_at, id
                  limit $3) s
            left join lateral (
                select data from log.facts
                where organization_id = $1 and kind = 'subscription' and object_id = s.id
                order by version_at desc, batch_id desc, position desc
                limit 1) f on true
            order by s.created_at, s.id
            """);

    private SubscribedStore() {}

    /** The oldest first. */
    static Future<List<ActiveSubscription>> active(SqlConnection snapshot, UUID organizationId, UUID customerId) {
        return snapshot.preparedQuery(ACTIVE.sql())
                .mapping(SubscribedStore::subscription)
                .execute(Tuple.of(
                        organizationId,
                        customerId,
                        (long) CustomerState.MAX_SUBSCRIPTIONS,
                        NewEvent.MAX_METADATA_KEY_LENGTH,
                        MetadataValue.MAX_TEXT_LENGTH,
                        (long) NewEvent.MAX_METADATA_KEYS))
                .map(rows -> rows.stream().toList());
    }

    private static ActiveSubscription subscription(Row row) {
        Instant createdAt = row.getOffsetDateTime("created_at").toInstant();
        Instant startedAt = instant(row, "started_at");
        String interval = row.getString("recurring_interval");
        int count = row.getInteger("recurring_interval_count");
        Instant start = first(instant(row, "current_period_start"), first(startedAt, createdAt));
        Instant now = row.getOffsetDateTime("now").toInstant();
        Instant end = instant(row, "current_period_end");
        return new ActiveSubscription(
                row.getUUID("id"),
                createdAt,
                instant(row, "modified_at"),
                StoredMetadata.read(row.getString("metadata")),
                row.getBoolean("in_trial"),
                row.getBigDecimal("amount").longValueExact(),
                row.getString("currency"),
                interval,
                count,
                start,
                end == null ? Renewals.next(start, interval, count, now) : end,
                instant(row, "trial_start"),
                instant(row, "trial_end"),
                row.getBoolean("cancel_at_period_end"),
                instant(row, "canceled_at"),
                startedAt,
                instant(row, "end_at"),
                row.getUUID("product_id"),
                row.getUUID("discount_id"));
    }

    private static Instant first(@Nullable Instant one, Instant other) {
        return one == null ? other : one;
    }

    private static @Nullable Instant instant(Row row, String column) {
        return CustomerStore.instant(row.getOffsetDateTime(column));
    }
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Reads the refunds, disputes and seats that don't count yet. */
final class WaitingFactStore {
    /** Each part is cut by itself first, along the index of what waits. */
    static final Statement LIST = new Statement("""
            select kind, id, created_at, missing_kind, missing_id
            from (
                (select 'refund' as kind, id, created_at, 'order' as missing_kind, order_id as missing_id
                 from totals.refunds
                 where organization_id = $1 and waiting
                 order by created_at, id limit $2::bigint + $3::bigint)
                union all
                (select 'dispute', id, created_at, 'order', order_id
                 from totals.disputes
                 where organization_id = $1 and waiting
                 order by created_at, id limit $2::bigint + $3::bigint)
                union all
                (select 'customer_seat', id, created_at,
                        case when subscription_id is null then 'order' else 'subscription' end,
                        coalesce(subscription_id, order_id)
                 from totals.seats
                 where organization_id = $1 and waiting
                 order by created_at, id limit $2::bigint + $3::bigint)
            ) as waiting
            order by created_at, id, kind
            offset $2 limit $3
            """);

    static final Statement COUNT = new Statement("""
            select (select count(*) from totals.refunds where organization_id = $1 and waiting)
                 + (select count(*) from totals.disputes where organization_id = $1 and waiting)
                 + (select count(*) from totals.seats where organization_id = $1 and waiting) as waiting
            """);

    private WaitingFactStore() {}

    static Future<List<WaitingFactPage.Item>> list(SqlClient client, ListWaitingFacts question) {
        return client.preparedQuery(LIST.sql())
                .mapping(WaitingFactStore::item)
                .execute(Tuple.of(question.organizationId(), question.offset(), (long) question.limit()))
                .map(rows -> rows.stream().toList());
    }

    static Future<Long> count(SqlClient client, ListWaitingFacts question) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(question.organizationId()))
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }

    private static WaitingFactPage.Item item(Row row) {
        return new WaitingFactPage.Item(
                row.getString("kind"),
                row.getUUID("id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("missing_kind"),
                row.getUUID("missing_id"));
    }
}

package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import java.util.List;

/** Statements of {@link FactRebuild}. $1 is the organization. */
final class FactRebuildSql {
    /** The first $4 objects of a kind ($2) after another ($3). */
    static final Statement OBJECTS_AFTER = new Statement("""
            select distinct object_id from log.facts
            where organization_id = $1 and kind = $2 and object_id > $3
            order by object_id limit $4::integer
            """);

    static final Statement DELETE_PRODUCTS = new Statement(deleteOf("product", "totals.products", "id"));
    static final Statement DELETE_ORDERS = new Statement(deleteOf("order", "totals.orders", "id"));
    static final Statement DELETE_REFUNDS = new Statement(deleteOf("refund", "totals.refunds", "id"));
    static final Statement DELETE_DISPUTES = new Statement(deleteOf("dispute", "totals.disputes", "id"));
    static final Statement DELETE_SUBSCRIPTIONS = new Statement(deleteOf("subscription", "totals.subscriptions", "id"));
    static final Statement DELETE_SPANS =
            new Statement(deleteOf("subscription", "totals.subscription_spans", "subscription_id"));
    static final Statement DELETE_CHECKOUTS = new Statement(deleteOf("checkout", "totals.checkouts", "id"));
    static final Statement DELETE_SEATS = new Statement(deleteOf("customer_seat", "totals.seats", "id"));

    static final Statement DELETE_RATES = new Statement("""
            delete from totals.exchange_rates r
            where r.organization_id = $1 and not exists (
                select from log.facts f
                where f.organization_id = $1 and f.kind = 'exchange_rate'
                  and lower(f.data ->> 'currency') = r.currency and (f.data ->> 'day')::date = r.day)
            """);

    static final Statement DELETE_MRR = new Statement("""
            delete from totals.customer_mrr m
            where m.organization_id = $1 and not exists (
                select from totals.subscription_spans s
                where s.organization_id = $1 and s.customer_id = m.customer_id)
            """);

    /** Rows that no fact speaks of. */
    static final List<Statement> DELETE_INVENTED = List.of(
            DELETE_PRODUCTS,
            DELETE_RATES,
            DELETE_ORDERS,
            DELETE_REFUNDS,
            DELETE_DISPUTES,
            DELETE_SUBSCRIPTIONS,
            DELETE_SPANS,
            DELETE_MRR,
            DELETE_CHECKOUTS,
            DELETE_SEATS);

    private FactRebuildSql() {}

    private static String deleteOf(String kind, String table, String id) {
        return """
            delete from %2$s r
            where r.organization_id = $1 and not exists (
                select from log.facts f
                where f.organization_id = $1 and f.kind = '%1$s' and f.object_id = r.%3$s)
            """.formatted(kind, table, id);
    }
}

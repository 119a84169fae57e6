package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which keys of the dictionary are one customer, as the register has it at the moment of reading: a registered
 * customer's id is the twin of the external id that it has. A key has at most one twin.
 *
 * <p>Totals know nothing of twins. Whoever sums by customer counts the key {@code from} under the key {@code to}; whoever
 * counts bits takes one off for each pair that has both set. Most organizations send one form only and have no pairs: a
 * question reads them once, and without any it asks the plain statement, which costs what it did without twins.
 *
 * @param from keys of ids
 * @param to keys of the external ids that the same customers have, in the same order
 */
record CustomerTwins(List<Integer> from, List<Integer> to) {
    /** Parameters: $1 organization. Says what the partial indexes say, so that the rarer of the two forms leads. */
    static final Statement PAIRS = new Statement("""
            select by_id.customer_key as from_key, by_external_id.customer_key as to_key
            from log.customers c
            join totals.customer_keys by_id
              on by_id.organization_id = $1 and by_id.customer_id = c.id and by_id.customer_id is not null
            join totals.customer_keys by_external_id
              on by_external_id.organization_id = $1 and by_external_id.digest = c.external_digest
            where c.organization_id = $1 and c.external_digest is not null and c.deleted_at is null
            """);

    CustomerTwins {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    static Future<CustomerTwins> read(SqlConnection snapshot, UUID organizationId) {
        return snapshot.preparedQuery(PAIRS.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> {
                    List<Integer> from = new ArrayList<>(rows.size());
                    List<Integer> to = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        from.add(row.getInteger("from_key"));
                        to.add(row.getInteger("to_key"));
                    }
                    return new CustomerTwins(from, to);
                });
    }

    boolean isEmpty() {
        return from.isEmpty();
    }

    /** Appends two arrays: {@code integer[]}, {@code integer[]}. */
    Tuple addTo(Tuple parameters) {
        return parameters.addArrayOfInteger(from.toArray(Integer[]::new)).addArrayOfInteger(to.toArray(Integer[]::new));
    }

    /** The pairs as a table with the columns {@code from_key} and {@code to_key}, from the parameters of {@link #addTo}. */
    static String table(int firstParameter) {
        return "unnest($%d::integer[], $%d::integer[]) as twin (from_key, to_key)"
                .formatted(firstParameter, firstParameter + 1);
    }

    /**
     * A query of how many pairs have both bits set, as the column {@code twins}, by the columns of {@code group}: as many
     * customers were counted twice.
     *
     * @param chunks a table of OR-ed bitmaps with the columns {@code chunk}, {@code customers} and those of the group
     */
    static String countedTwice(String chunks, String group, int firstParameter) {
        return """
                select %2$s, count(*) as twins
                from %3$s
                join %1$s a on a.chunk = twin.from_key / 2048 and get_bit(a.customers, twin.from_key %% 2048) = 1
                join %1$s b using (%2$s)
                where b.chunk = twin.to_key / 2048 and get_bit(b.customers, twin.to_key %% 2048) = 1
                group by %2$s
                """.formatted(chunks, group, table(firstParameter));
    }
}

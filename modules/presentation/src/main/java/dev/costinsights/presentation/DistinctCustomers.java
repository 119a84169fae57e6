package dev.costinsights.presentation;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.util.List;

/** Counts customers with anything in force at the end of a period, each once. */
final class DistinctCustomers {
    private DistinctCustomers() {}

    /**
     * A query of changes by period: the spans of a customer are joined to such as don't overlap before their ends are
     * counted. It has the columns {@code first} or {@code last}, the other being null, and {@code customers}.
     *
     * @param spans a query with the columns {@code customer_id}, {@code first} and {@code last}: periods, the last one
     *     exclusive
     */
    static String sql(String spans) {
        return """
                with spans as (%s), known as (
                    select first, last,
                           max(last) over (partition by customer_id order by first, last
                                           rows between unbounded preceding and 1 preceding) as until
                    from spans where first < last
                )
                select first, last, count(*) as customers
                from (
                    select greatest(first, until) as first, last from known where until is null or last > until
                    offset 0) joined
                group by grouping sets ((first), (last))
                """.formatted(spans);
    }

    /** How many there are, by period. */
    static List<BigDecimal> of(RowSet<Row> rows, int periods) {
        var customers = new Deltas(periods);
        for (Row row : rows) {
            Integer first = row.getInteger("first");
            if (first != null) {
                customers.add(first, row.getLong("customers"));
            } else {
                customers.add(row.getInteger("last"), -row.getLong("customers"));
            }
        }
        return customers.running();
    }
}

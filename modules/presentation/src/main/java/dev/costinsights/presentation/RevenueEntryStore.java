package dev.costinsights.presentation;

import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.revenue.ListRevenueEntries.Position;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Reads what orders, refunds and disputes brought and took, see {@link RevenueEntrySql}. */
final class RevenueEntryStore {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);
    /** As many as there are kinds may stand at one position. */
    private static final int TIED = Kind.values().length;

    private RevenueEntryStore() {}

    static Future<RevenueEntryPage> page(SqlConnection snapshot, ListRevenueEntries question) {
        boolean ofCustomers = !question.customerIds().isEmpty();
        Position after = after(question);
        Tuple parameters = Tuple.of(question.organizationId())
                .addOffsetDateTime(utc(question.from()))
                .addOffsetDateTime(utc(question.before()))
                .addOffsetDateTime(utc(after.at()))
                .addUUID(after.id())
                .addUUID(question.productId())
                .addLong((long) question.limit() + TIED);
        if (ofCustomers) {
            parameters.addArrayOfUUID(question.customerIds().toArray(UUID[]::new));
        }
        return snapshot.preparedQuery(RevenueEntrySql.page(question.newestFirst(), ofCustomers)
                        .sql())
                .mapping(RevenueEntryStore::entry)
                .execute(parameters)
                .compose(rows -> TotalsStore.freshness(snapshot, question.organizationId())
                        .map(freshness -> page(rows.stream().toList(), question.limit(), freshness.asOf())));
    }

    private static RevenueEntryPage page(List<Entry> read, int limit, Instant asOf) {
        int size = whole(read, limit);
        return new RevenueEntryPage(read.subList(0, size), read.size() > size, asOf);
    }

    /** How many of the entries make a page that ends where no others stand at the same position. */
    private static int whole(List<Entry> read, int limit) {
        int size = Math.min(limit, read.size());
        while (size > 0 && size < read.size() && samePosition(read.get(size - 1), read.get(size))) {
            size++;
        }
        return size;
    }

    private static boolean samePosition(Entry one, Entry other) {
        return one.at().equals(other.at()) && one.id().equals(other.id());
    }

    private static Position after(ListRevenueEntries question) {
        if (question.after() != null) {
            return question.after();
        }
        return question.newestFirst()
                ? new Position(question.before(), FIRST)
                : new Position(question.from().minus(1, ChronoUnit.MICROS), LAST);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("id"),
                Kind.values()[row.getInteger("kind")],
                row.getUUID("order_id"),
                row.getOffsetDateTime("at").toInstant(),
                Sums.plain(row.getBigDecimal("amount_cents")),
                row.getUUID("customer_id"),
                row.getString("customer_name"),
                row.getUUID("product_id"),
                row.getString("product_name"),
                row.getString("billing_reason"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

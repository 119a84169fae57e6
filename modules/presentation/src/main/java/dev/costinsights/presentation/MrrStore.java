package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import dev.costinsights.presentation.MrrMovements.OfPeriod;
import dev.costinsights.presentation.MrrTransition.Paid;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what customers pay a month at the ends of consecutive periods, and what moved it. */
final class MrrStore {
    static final Statement OF_ALL = new Statement(MrrSql.grouped(MrrSql.PAID));
    static final Statement OF_CUSTOMERS = new Statement(MrrSql.grouped(MrrSql.PAID_OF_CUSTOMERS));
    static final Statement OF_PRODUCTS = new Statement(MrrSql.grouped(MrrSql.PAID_OF_PRODUCTS));

    private MrrStore() {}

    /** @param boundaries where the periods meet */
    static Future<List<OfPeriod>> movements(SqlConnection snapshot, RevenueScope scope, List<Instant> boundaries) {
        return transitions(snapshot, statement(scope, OF_ALL, OF_CUSTOMERS, OF_PRODUCTS), parameters(scope, boundaries))
                .compose(transitions -> rates(snapshot, scope, boundaries, transitions)
                        .compose(rates ->
                                OffLoop.compute(() -> MrrMovements.of(boundaries.size() - 1, transitions, rates))));
    }

    /** At every boundary, of the currencies that are paid in. */
    static Future<RatesOfTimes> rates(
            SqlConnection snapshot, RevenueScope scope, List<Instant> boundaries, List<MrrTransition> transitions) {
        return RateStore.read(snapshot, scope.organizationId(), MrrMovements.currencies(transitions), boundaries);
    }

    static Future<List<MrrTransition>> transitions(SqlConnection snapshot, Statement statement, Tuple parameters) {
        return snapshot.preparedQuery(statement.sql()).execute(parameters).map(rows -> {
            List<MrrTransition> transitions = new ArrayList<>(rows.size());
            rows.forEach(row -> transitions.add(transition(row)));
            return transitions;
        });
    }

    /** The one of three statements that reads no more than it must. */
    static Statement statement(RevenueScope scope, Statement ofAll, Statement ofCustomers, Statement ofProducts) {
        if (scope.productIds() != null) {
            return ofProducts;
        }
        return scope.customerIds() == null ? ofAll : ofCustomers;
    }

    /** As {@link MrrSql} says, as far as the statement for the scope has them. */
    static Tuple parameters(RevenueScope scope, List<Instant> boundaries) {
        Tuple parameters = Tuple.of(scope.organizationId()).addArrayOfOffsetDateTime(Segment.times(boundaries));
        if (scope.customerIds() != null || scope.productIds() != null) {
            parameters.addValue(scope.customerIds());
        }
        return scope.productIds() == null ? parameters : parameters.addValue(scope.productIds());
    }

    private static MrrTransition transition(Row row) {
        return new MrrTransition(
                row.getInteger("first_period"),
                row.getInteger("last_period"),
                row.getLong("customers"),
                paid(row.getBigDecimal("before_cents"), row.getString("before_prices")),
                paid(row.getBigDecimal("after_cents"), row.getString("after_prices")),
                row.getBoolean("has_paid"));
    }

    private static @Nullable Paid paid(@Nullable BigDecimal usdCents, @Nullable String otherPrices) {
        return usdCents == null || otherPrices == null ? null : new Paid(usdCents, otherPrices);
    }
}

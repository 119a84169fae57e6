package dev.costinsights.presentation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Reads what orders amount to, see {@link OrderSql}. */
final class OrderStore {
    private OrderStore() {}

    /** @param withFamilies whether new and renewed orders are told apart; else these families are short of some */
    static Future<OrderFigures> figures(
            SqlConnection snapshot, RevenueScope scope, Timeline timeline, boolean withFamilies) {
        var figures = new OrderFigures.Builder(timeline.size());
        Future<?> read;
        if (scope.customerIds() != null) {
            read = ofCustomers(snapshot, scope, timeline, figures);
        } else {
            read = totals(snapshot, scope, timeline, figures)
                    .compose(done ->
                            withFamilies ? uncertain(snapshot, scope, timeline, figures) : Future.succeededFuture());
        }
        return read.map(done -> figures.build());
    }

    private static Future<Void> totals(
            SqlConnection snapshot, RevenueScope scope, Timeline timeline, OrderFigures.Builder figures) {
        Cover cover = Cover.withHistory(timeline.boundaries());
        Tuple parameters = Tuple.of(scope.organizationId());
        Segment.addTo(parameters, cover.segments());
        parameters.addArrayOfOffsetDateTime(Segment.times(cover.boundaries()));
        boolean byProduct = scope.productIds() != null;
        String sql = OrderSql.TOTALS.sql();
        if (byProduct) {
            parameters.addValue(scope.productIds());
            sql = OrderSql.PRODUCT_TOTALS.sql();
        }
        return snapshot.preparedQuery(sql).execute(parameters).map(rows -> {
            for (Row row : rows) {
                OrderSums sums = OrderSums.of(row);
                int period = row.getInteger("period");
                figures.add(period, sums);
                OrderFamily.ofStage(row.getInteger("stage"), timeline.interval(), byProduct)
                        .ifPresent(family -> figures.add(family, period, sums));
            }
            return null;
        });
    }

    private static Future<Void> uncertain(
            SqlConnection snapshot, RevenueScope scope, Timeline timeline, OrderFigures.Builder figures) {
        boolean byProduct = scope.productIds() != null;
        Tuple parameters =
                range(scope, timeline).addArrayOfShort(OrderFamily.uncertainStages(timeline.interval(), byProduct));
        String sql = OrderSql.UNCERTAIN.sql();
        if (byProduct) {
            parameters.addValue(scope.productIds());
            sql = OrderSql.UNCERTAIN_OF_PRODUCTS.sql();
        }
        return snapshot.preparedQuery(sql).execute(parameters).map(rows -> {
            for (Row row : rows) {
                figures.add(
                        OrderFamily.ofColumn(row.getInteger("family")), row.getInteger("period"), OrderSums.of(row));
            }
            return null;
        });
    }

    private static Future<Void> ofCustomers(
            SqlConnection snapshot, RevenueScope scope, Timeline timeline, OrderFigures.Builder figures) {
        Tuple parameters = range(scope, timeline).addArrayOfOffsetDateTime(Segment.times(timeline.boundaries()));
        return snapshot.preparedQuery(OrderSql.OF_CUSTOMERS.sql())
                .execute(scope.addTo(parameters))
                .map(rows -> {
                    for (Row row : rows) {
                        OrderSums sums = OrderSums.of(row);
                        int period = row.getInteger("period");
                        figures.add(period, sums);
                        figures.add(OrderFamily.ofColumn(row.getInteger("family")), period, sums);
                    }
                    return null;
                });
    }

    private static Tuple range(RevenueScope scope, Timeline timeline) {
        return Tuple.of(scope.organizationId())
                .addArrayOfOffsetDateTime(timeline.wholeTimes())
                .addOffsetDateTime(timeline.start())
                .addOffsetDateTime(timeline.end());
    }
}

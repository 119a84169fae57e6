package dev.costinsights.presentation;

import dev.costinsights.presentation.MrrFigures.Turn;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;

/** Reads what subscriptions amount to, see {@link SubscriptionSql}. */
final class SubscriptionStore {
    private SubscriptionStore() {}

    /** Active subscriptions and what they pay a month, with rates of the whole organization. */
    static Future<MrrFigures> mrr(SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        var figures = new MrrFigures.Builder(timeline.size());
        return scope.execute(snapshot, SubscriptionSql.TURNS, SubscriptionSql.TURNS_OF_SOME, active(scope, timeline))
                .compose(rows -> {
                    for (Row row : rows) {
                        figures.add(
                                turn(row),
                                period(row),
                                row.getBoolean("committed"),
                                count(row),
                                row.getBigDecimal("monthly_cents"));
                    }
                    return scope.execute(
                                    snapshot,
                                    SubscriptionSql.CONVERTED_TURNS,
                                    SubscriptionSql.CONVERTED_TURNS_OF_SOME,
                                    active(scope, timeline))
                            .compose(others -> {
                                for (Row row : others) {
                                    figures.add(
                                            turn(row),
                                            period(row),
                                            row.getBoolean("committed"),
                                            count(row),
                                            price(row));
                                }
                                return others.size() == 0
                                        ? Future.succeededFuture(figures.build(new OrderRates()))
                                        : OrderRates.read(snapshot, scope.organizationId(), timeline)
                                                .compose(rates -> OffLoop.compute(() -> figures.build(rates)));
                            });
                });
    }

    private static Turn turn(Row row) {
        if (row.getInteger("first") != null) {
            return Turn.START;
        }
        return row.getInteger("paying") != null ? Turn.PAY : Turn.END;
    }

    private static int period(Row row) {
        return row.getInteger(
                switch (turn(row)) {
                    case START -> "first";
                    case PAY -> "paying";
                    case END -> "last";
                });
    }

    private static Price price(Row row) {
        return new Price(
                row.getString("currency"),
                row.getBigDecimal("amount"),
                row.getString("recurring_interval"),
                row.getInteger("recurring_interval_count"));
    }

    /** Customers with an active subscription, by period. */
    static Future<List<BigDecimal>> subscribers(SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        return scope.execute(
                        snapshot,
                        SubscriptionSql.SUBSCRIBERS,
                        SubscriptionSql.SUBSCRIBERS_OF_SOME,
                        active(scope, timeline))
                .map(rows -> DistinctCustomers.of(rows, timeline.size()));
    }

    static Future<SubscriptionChanges> changes(SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        Tuple parameters = Tuple.of(scope.organizationId())
                .addArrayOfOffsetDateTime(timeline.wholeTimes())
                .addOffsetDateTime(timeline.start())
                .addOffsetDateTime(timeline.end());
        return scope.execute(snapshot, SubscriptionSql.CHANGED, SubscriptionSql.CHANGED_OF_SOME, parameters)
                .map(rows -> {
                    var changes = new SubscriptionChanges.Builder(timeline.size());
                    for (Row row : rows) {
                        Integer ended = row.getInteger("ended");
                        Integer created = row.getInteger("created");
                        Integer canceled = row.getInteger("canceled");
                        if (ended != null) {
                            changes.churned(ended, count(row));
                        } else if (created != null) {
                            changes.created(created, count(row));
                        } else if (canceled != null) {
                            changes.canceled(canceled, row.getString("reason"), count(row));
                        }
                    }
                    return changes.build();
                });
    }

    static Future<ChurnFigures> churn(SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        ChurnWindows windows = ChurnWindows.of(timeline);
        Tuple parameters = Tuple.of(scope.organizationId())
                .addArrayOfOffsetDateTime(Segment.times(windows.activeMarks()))
                .addArrayOfOffsetDateTime(Segment.times(windows.canceledMarks()));
        return scope.execute(snapshot, SubscriptionSql.CHURNED, SubscriptionSql.CHURNED_OF_SOME, parameters)
                .map(rows -> {
                    var churn = new ChurnFigures.Builder(windows);
                    for (Row row : rows) {
                        Integer started = row.getInteger("started");
                        Integer gone = row.getInteger("gone");
                        Integer canceled = row.getInteger("canceled");
                        if (started != null) {
                            churn.started(started, count(row));
                        } else if (gone != null) {
                            churn.gone(gone, count(row));
                        } else if (canceled != null) {
                            churn.canceled(canceled, count(row));
                        }
                    }
                    return churn.build();
                });
    }

    private static long count(Row row) {
        return row.getLong("subscriptions");
    }

    private static Tuple active(RevenueScope scope, Timeline timeline) {
        return Tuple.of(scope.organizationId())
                .addArrayOfOffsetDateTime(timeline.wholeTimes())
                .addOffsetDateTime(timeline.end())
                .addOffsetDateTime(timeline.endOfFirst());
    }
}

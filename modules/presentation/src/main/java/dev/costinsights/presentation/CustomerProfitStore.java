package dev.costinsights.presentation;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.presentation.PredictedLtv.Churn;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads everything about some customers. */
final class CustomerProfitStore {
    private CustomerProfitStore() {}

    /** @param churn of the organization in the window before the range ends */
    static Future<List<CustomerProfit>> rows(
            SqlConnection snapshot, ProfitRange range, List<UUID> customerIds, Churn churn) {
        Tuple parameters = Tuple.of(range.organizationId()).addArrayOfUUID(customerIds.toArray(UUID[]::new));
        addCosts(
                parameters,
                Map.of(
                        CustomerProfitSql.RANGE, range.costs(),
                        CustomerProfitSql.LIFE, range.costsOfLife(),
                        CustomerProfitSql.MONTHS, range.costsOfMonths()));
        addRevenue(
                parameters,
                Map.of(
                        CustomerProfitSql.RANGE, CustomerCover.of(range.from(), range.to()),
                        CustomerProfitSql.LIFE, CustomerCover.of(Cover.BEGINNING, range.to()),
                        CustomerProfitSql.MONTHS,
                                CustomerCover.of(
                                        range.window().monthsFrom(),
                                        range.window().monthsTo())));
        parameters
                .addOffsetDateTime(range.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.to().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.window().from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.window().to().atOffset(ZoneOffset.UTC));
        return snapshot.preparedQuery(CustomerProfitSql.ROWS_OF_CUSTOMERS.sql())
                .execute(parameters)
                .map(rows -> {
                    List<CustomerProfit> profits = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        if (row.getBoolean("known")) {
                            profits.add(profit(row, churn));
                        }
                    }
                    return profits;
                });
    }

    private static void addCosts(Tuple parameters, Map<Integer, SignedCover> byPurpose) {
        List<Segment> segments = new ArrayList<>();
        List<Boolean> taken = new ArrayList<>();
        List<Short> purposes = new ArrayList<>();
        List<SignedCover.Edge> edges = new ArrayList<>();
        List<Short> edgePurposes = new ArrayList<>();
        byPurpose.forEach((purpose, cover) -> {
            for (SignedCover.Part part : cover.parts()) {
                segments.add(part.segment());
                taken.add(part.taken());
                purposes.add(purpose.shortValue());
            }
            for (SignedCover.Edge edge : cover.edges()) {
                edges.add(edge);
                edgePurposes.add(purpose.shortValue());
            }
        });
        Segment.addTo(parameters, segments);
        parameters.addArrayOfBoolean(taken.toArray(Boolean[]::new)).addArrayOfShort(purposes.toArray(Short[]::new));
        SignedCover.addEdgesTo(parameters, edges).addArrayOfShort(edgePurposes.toArray(Short[]::new));
    }

    private static void addRevenue(Tuple parameters, Map<Integer, CustomerCover> byPurpose) {
        List<Segment> segments = new ArrayList<>();
        List<Short> purposes = new ArrayList<>();
        List<CustomerCover.Edge> edges = new ArrayList<>();
        List<Short> edgePurposes = new ArrayList<>();
        byPurpose.forEach((purpose, cover) -> {
            cover.segments().forEach(segment -> {
                segments.add(segment);
                purposes.add(purpose.shortValue());
            });
            cover.edges().forEach(edge -> {
                edges.add(edge);
                edgePurposes.add(purpose.shortValue());
            });
        });
        Segment.addTo(parameters, segments);
        parameters.addArrayOfShort(purposes.toArray(Short[]::new));
        new CustomerCover(List.of(), edges).addEdgesTo(parameters);
        parameters.addArrayOfShort(edgePurposes.toArray(Short[]::new));
    }

    private static CustomerProfit profit(Row row, Churn churn) {
        BigDecimal predicted = PredictedLtv.ofCustomer(
                churn, row.getLong("paying_days"), difference(row, "month_net_cents", "month_cost_cents"));
        Long events = row.getLong("events");
        return new CustomerProfit(
                row.getUUID("id"),
                row.getString("external_id"),
                row.getString("name"),
                row.getString("email"),
                figures(row),
                events == null ? 0 : events,
                Sums.plain(difference(row, "life_net_cents", "life_cost_cents")),
                predicted == null ? null : Sums.plain(predicted),
                predicted == null
                        ? null
                        : CustomerProfit.Confidence.valueOf(churn.confidence().name()),
                instant(row, "first_at"),
                instant(row, "last_at"),
                row.getString("driver"));
    }

    /** From the columns of the five parts of revenue and {@code cost_cents}; what isn't there is 0. */
    static ProfitFigures figures(Row row) {
        BigDecimal revenue = orZero(row, "revenue_cents");
        BigDecimal refunds = orZero(row, "refund_cents");
        BigDecimal less = revenue.subtract(orZero(row, "fee_cents")).subtract(orZero(row, "dispute_cents"));
        return new ProfitFigures(
                Sums.plain(revenue),
                Sums.plain(less.subtract(orZero(row, "order_refund_cents"))),
                Sums.plain(less.subtract(refunds)),
                Sums.plain(refunds),
                Sums.plain(orZero(row, "cost_cents")));
    }

    private static BigDecimal difference(Row row, String column, String subtracted) {
        return orZero(row, column).subtract(orZero(row, subtracted));
    }

    private static BigDecimal orZero(Row row, String column) {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? BigDecimal.ZERO : value;
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}

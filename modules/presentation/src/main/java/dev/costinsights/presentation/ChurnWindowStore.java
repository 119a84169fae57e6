package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import dev.costinsights.presentation.PredictedLtv.Churn;
import dev.costinsights.presentation.PredictedLtv.Window;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads how customers left in several windows at once. Windows are cut into UTC days: counted is how many customers pay at
 * the end of each day, and in windows of which ends a customer has left and not returned; both as changes from day to day.
 */
final class ChurnWindowStore {
    static final Statement DAYS_OF_ALL = new Statement(days(MrrSql.PAID));
    static final Statement DAYS_OF_CUSTOMERS = new Statement(days(MrrSql.PAID_OF_CUSTOMERS));
    static final Statement DAYS_OF_PRODUCTS = new Statement(days(MrrSql.PAID_OF_PRODUCTS));

    static final Statement PAYERS_OF_ALL = new Statement(payers(MrrSql.PAID, 3));
    static final Statement PAYERS_OF_CUSTOMERS = new Statement(payers(MrrSql.PAID_OF_CUSTOMERS, 4));
    static final Statement PAYERS_OF_PRODUCTS = new Statement(payers(MrrSql.PAID_OF_PRODUCTS, 5));

    private ChurnWindowStore() {}

    /** A customer who left on the day {@code last} is gone at the ends of the days after it, until it returns. */
    private static String days(String paid) {
        return paid + MrrSql.PLACED + """
                ,
                left_after as (
                    select last + 1 as first,
                           least(last + 1 + %1$d,
                                 coalesce(lead(first) over (partition by customer_id order by from_at),
                                          cardinality($2::timestamptz[]))) as last
                    from placed
                )
                select 'paying' as what, first as day, count(*) as change from placed where first <= last group by first
                union all
                select 'paying', last + 1, -count(*) from placed where first <= last group by last
                union all
                select 'left', first, count(*) from left_after where first < last group by first
                union all
                select 'left', last, -count(*) from left_after where first < last group by last
                """.formatted(Window.DAYS);
    }

    /**
     * Customers by windows of months with a day at whose end they paid.
     *
     * @param parameter the last days of the windows, sorted; after it their first days
     */
    private static String payers(String paid, int parameter) {
        return paid + MrrSql.PLACED + "select * from ("
                + DistinctCustomers.sql("""
                        select customer_id, width_bucket(first - 1, $%d::integer[]) + 1 as first,
                               width_bucket(last, $%d::integer[]) + 1 as last
                        from placed where first <= last
                        """.formatted(parameter, parameter + 1))
                + ") changes";
    }

    /** By window; the windows are in the order of time. */
    static Future<List<Churn>> read(SqlConnection snapshot, RevenueScope scope, List<Window> windows) {
        List<Instant> days = days(windows);
        List<Window> byMonths = byMonths(windows);
        return snapshot.preparedQuery(MrrStore.statement(scope, DAYS_OF_ALL, DAYS_OF_CUSTOMERS, DAYS_OF_PRODUCTS)
                        .sql())
                .execute(MrrStore.parameters(scope, days))
                .compose(read -> {
                    var paying = new Deltas(days.size() - 1);
                    var left = new Deltas(days.size() - 1);
                    for (Row row : read) {
                        (row.getString("what").equals("paying") ? paying : left)
                                .add(row.getInteger("day"), row.getLong("change"));
                    }
                    return payers(snapshot, scope, days, byMonths)
                            .map(payers -> churn(windows, days, byMonths, paying.running(), left.running(), payers));
                });
    }

    private static List<Instant> days(List<Window> windows) {
        Window first = windows.get(0);
        Instant day = first.from().isBefore(first.monthsFrom()) ? first.from() : first.monthsFrom();
        Instant end = windows.get(windows.size() - 1).to();
        List<Instant> days = new ArrayList<>();
        for (; !day.isAfter(end); day = day.plus(1, ChronoUnit.DAYS)) {
            days.add(day);
        }
        return days;
    }

    /** One of those with the same months. */
    private static List<Window> byMonths(List<Window> windows) {
        List<Window> byMonths = new ArrayList<>();
        for (Window window : windows) {
            if (byMonths.isEmpty()
                    || !byMonths.get(byMonths.size() - 1).monthsTo().equals(window.monthsTo())) {
                byMonths.add(window);
            }
        }
        return byMonths;
    }

    private static Future<List<BigDecimal>> payers(
            SqlConnection snapshot, RevenueScope scope, List<Instant> days, List<Window> byMonths) {
        Tuple parameters = MrrStore.parameters(scope, days)
                .addArrayOfInteger(byMonths.stream()
                        .map(window -> number(days, window.monthsTo()))
                        .toArray(Integer[]::new))
                .addArrayOfInteger(byMonths.stream()
                        .map(window -> number(days, window.monthsFrom()) + 1)
                        .toArray(Integer[]::new));
        return snapshot.preparedQuery(MrrStore.statement(scope, PAYERS_OF_ALL, PAYERS_OF_CUSTOMERS, PAYERS_OF_PRODUCTS)
                        .sql())
                .execute(parameters)
                .map(rows -> DistinctCustomers.of(rows, byMonths.size()));
    }

    private static List<Churn> churn(
            List<Window> windows,
            List<Instant> days,
            List<Window> byMonths,
            List<BigDecimal> paying,
            List<BigDecimal> left,
            List<BigDecimal> payers) {
        List<Churn> churns = new ArrayList<>(windows.size());
        int months = 0;
        for (Window window : windows) {
            if (months == 0 || !byMonths.get(months - 1).monthsTo().equals(window.monthsTo())) {
                months++;
            }
            int end = number(days, window.to());
            long payingDays = 0;
            for (int day = number(days, window.from()) + 1; day <= end; day++) {
                payingDays += paying.get(day).longValueExact();
            }
            churns.add(new Churn(
                    payingDays,
                    left.get(end).longValueExact(),
                    payers.get(months).longValueExact()));
        }
        return churns;
    }

    /** Of a UTC midnight among the days. */
    private static int number(List<Instant> days, Instant day) {
        return (int) ChronoUnit.DAYS.between(days.get(0), day);
    }
}

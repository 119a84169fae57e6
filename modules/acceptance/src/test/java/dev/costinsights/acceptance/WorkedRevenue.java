package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.FactMaker.id;
import static dev.costinsights.acceptance.FactMaker.order;
import static dev.costinsights.acceptance.FactMaker.product;
import static dev.costinsights.acceptance.FactMaker.subscription;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Sales of 2023 and 2024 whose figures anybody can work out by hand. */
final class WorkedRevenue {
    static final UUID ONE_TIME = id(1);
    static final UUID MONTHLY = id(2);
    static final UUID YEARLY = id(3);
    static final UUID FIRST_CUSTOMER = id(11);
    static final UUID SECOND_CUSTOMER = id(12);
    static final UUID THIRD_CUSTOMER = id(13);
    static final UUID FIRST = id(21);
    static final UUID SECOND = id(22);
    static final UUID THIRD = id(23);

    private WorkedRevenue() {}

    static List<Fact> products() {
        return List.of(
                product(ONE_TIME, null, "2023-01-01T00:00:00Z"),
                product(MONTHLY, "month", "2023-01-01T00:00:00Z"),
                product(YEARLY, "year", "2023-01-01T00:00:00Z"));
    }

    static List<Fact> subscriptions() {
        return List.of(
                subscription(FIRST, FIRST_CUSTOMER, MONTHLY, 10_000, "month", "2024-01-01T00:00:00Z"),
                subscription(SECOND, SECOND_CUSTOMER, MONTHLY, 10_000, "month", "2024-06-01T00:00:00Z"),
                subscription(THIRD, THIRD_CUSTOMER, YEARLY, 100_000, "year", "2024-01-01T00:00:00Z"));
    }

    static List<Fact> orders() {
        return List.of(
                order(id(31), FIRST_CUSTOMER, ONE_TIME, null, 10_000, "2023-06-01T00:00:00Z"),
                order(id(32), FIRST_CUSTOMER, ONE_TIME, null, 10_000, "2024-01-01T00:00:00Z"),
                order(id(33), FIRST_CUSTOMER, MONTHLY, FIRST, 10_000, "2024-01-01T00:00:00Z"),
                order(id(34), THIRD_CUSTOMER, YEARLY, THIRD, 100_000, "2024-01-01T00:00:00Z"),
                order(id(35), FIRST_CUSTOMER, MONTHLY, FIRST, 10_000, "2024-02-01T00:00:00Z"),
                order(id(36), SECOND_CUSTOMER, MONTHLY, SECOND, 10_000, "2024-06-01T00:00:00Z"));
    }

    static Question asked(String start, String end, String zone, String interval, String... slugs) {
        return new Question(LocalDate.parse(start), LocalDate.parse(end), ZoneId.of(zone), interval, List.of(slugs));
    }
}

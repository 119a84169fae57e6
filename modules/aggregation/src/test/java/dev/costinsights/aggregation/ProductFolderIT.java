package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.RevenueFacts.fact;
import static dev.costinsights.aggregation.RevenueFacts.later;
import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductFolderIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final TestFacts.Fact PRODUCT = fact(
            "product.created",
            "2026-02-01T00:00:00Z",
            "id",
            UUID.randomUUID(),
            "created_at",
            Instant.parse("2026-02-01T00:00:00Z"),
            "name",
            "Plan",
            "is_recurring",
            false,
            "recurring_interval",
            null,
            "prices",
            List.of());

    private TotalsFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private String folded(TestFacts.Fact... facts) throws Exception {
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(facts));
        foldAll(new FactFold(fixture.database.pool("fold", 1)), ORGANIZATION, 1_000);
        try (var rows = fixture.connection.createStatement().executeQuery("""
                select concat_ws(' ', name, billing_type, recurring_interval, recurring_interval_count, price_amount,
                                 price_currency, is_archived, modified_at)
                from totals.products""")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void keepsWhatTheLastFactSays() throws Exception {
        TestFacts.Fact recurring = later(
                PRODUCT,
                "product.updated",
                "2026-02-02T00:00:00Z",
                "name",
                "Team",
                "is_recurring",
                true,
                "recurring_interval",
                "month",
                "is_archived",
                true);

        assertThat(folded(recurring)).isEqualTo("Team recurring month 1 t");
        assertThat(folded(PRODUCT)).isEqualTo("Team recurring month 1 t");
    }

    @Test
    void aPriceIsTheFirstFixedOne() throws Exception {
        Map<String, Object> seats = Map.of("amount_type", "seat_based", "price_amount", 700, "price_currency", "usd");
        Map<String, Object> fixed = Map.of("amount_type", "fixed", "price_amount", 900, "price_currency", "EUR");
        TestFacts.Fact priced = later(
                PRODUCT,
                "product.updated",
                "2026-02-02T00:00:00Z",
                "prices",
                List.of(Map.of("amount_type", "free"), seats, fixed));

        assertThat(folded(PRODUCT)).isEqualTo("Plan one_time f");
        assertThat(folded(priced)).isEqualTo("Plan one_time 900 eur f");
        assertThat(folded(later(priced, "product.updated", "2026-02-03T00:00:00Z", "prices", List.of(seats))))
                .isEqualTo("Plan one_time 700 usd f");
    }

    @Test
    void aRateIsTheLastOneSetForItsDay() throws Exception {
        TestFacts.Fact rate = fact(
                "exchange_rate.set",
                "2026-02-02T00:00:00Z",
                "currency",
                "EUR",
                "day",
                "2026-02-01",
                "rate",
                new BigDecimal("1.25"));
        TestFacts.Fact before = later(rate, "exchange_rate.set", "2026-02-01T00:00:00Z", "rate", "1.5");
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(rate));
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(before));

        foldAll(new FactFold(fixture.database.pool("fold", 1)), ORGANIZATION, 1);

        try (var rows = fixture.connection
                .createStatement()
                .executeQuery("select concat_ws(' ', currency, day, rate) from totals.exchange_rates")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("eur 2026-02-01 1.25");
        }
    }
}

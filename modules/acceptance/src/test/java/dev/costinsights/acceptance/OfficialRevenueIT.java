package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.ClientSession.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.acceptance.OfficialClient.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Metrics of revenue through the official TypeScript SDK, unmodified. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialRevenueIT {
    private ClientServer server;

    @BeforeAll
    void start() {
        server = new ClientServer(OfficialRevenueIT.class);
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    private ClientSession theWorkedYear(Line line) throws IOException {
        ClientSession session = server.session(line);
        List<Fact> facts = new ArrayList<>(WorkedRevenue.products());
        facts.addAll(WorkedRevenue.subscriptions());
        facts.addAll(WorkedRevenue.orders());
        session.wire().tell(facts);
        session.awaitFolded();
        return session;
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void everyMetricOfTheReferenceIsRead(Line line) throws IOException {
        ClientSession session = theWorkedYear(line);

        JsonNode metrics = session.call(
                "metrics.get", Map.of("start_date", "2024-01-01", "end_date", "2024-12-31", "interval", "month"));

        assertThat(metrics.required("metrics").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(Slugs.REFERENCE);
        assertThat(metrics.required("periods")).hasSize(12);
        for (JsonNode values : metrics.required("periods")) {
            Slugs.REFERENCE.forEach(
                    slug -> assertThat(values.path(slug).isNumber()).as(slug).isTrue());
        }
        Slugs.REFERENCE.forEach(
                slug -> assertThat(metrics.required("totals").path(slug).isNumber())
                        .as(slug)
                        .isTrue());
        assertThat(decimal(metrics, "/periods/0/revenue")).isEqualByComparingTo("120000");
        assertThat(decimal(metrics, "/periods/5/monthly_recurring_revenue")).isEqualByComparingTo("28333");
        assertThat(decimal(metrics, "/totals/renewed_subscriptions_revenue")).isEqualByComparingTo("10000");
        assertThat(metrics.at("/metrics/monthly_recurring_revenue")).isEqualTo(Wire.JSON.readTree("""
                        {"slug": "monthly_recurring_revenue", "display_name": "Monthly Recurring Revenue",
                         "type": "currency"}
                        """));
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void revenueIsFilteredByProductAndBillingType(Line line) throws IOException {
        ClientSession session = theWorkedYear(line);
        JsonNode monthly = session.call(
                "metrics.get",
                Map.of(
                        "start_date",
                        "2024-01-01",
                        "end_date",
                        "2024-12-31",
                        "interval",
                        "month",
                        "product_id",
                        List.of(WorkedRevenue.MONTHLY.toString(), WorkedRevenue.ONE_TIME.toString()),
                        "billing_type",
                        "recurring",
                        "metrics",
                        List.of("orders", "revenue")));
        assertThat(decimal(monthly, "/totals/orders")).isEqualByComparingTo("3");
        assertThat(decimal(monthly, "/totals/revenue")).isEqualByComparingTo("30000");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void theExportHoldsTheSame(Line line) throws IOException {
        ClientSession session = theWorkedYear(line);
        String[] lines = session.call(
                        "metrics.export",
                        Map.of(
                                "start_date",
                                "2024-01-01",
                                "end_date",
                                "2024-02-29",
                                "interval",
                                "month",
                                "timezone",
                                "Europe/Paris",
                                "metrics",
                                List.of("monthly_recurring_revenue", "orders", "revenue")))
                .textValue()
                .split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).isEqualTo("Timestamp,Monthly Recurring Revenue,Orders,Revenue");
        assertThat(lines[1]).isEqualTo("2023-12-31T23:00:00+00:00,18333,3,120000");
        assertThat(Instant.parse(lines[2].substring(0, lines[2].indexOf(','))))
                .isEqualTo(Instant.parse("2024-01-31T23:00:00Z"));
        assertThat(lines[2]).endsWith(",18333,1,10000");

        String[] everything = session.call(
                        "metrics.export",
                        Map.of("start_date", "2024-01-01", "end_date", "2024-12-31", "interval", "month"))
                .textValue()
                .split("\r\n");
        assertThat(everything).hasSize(13);
        assertThat(everything[0].split(",")).hasSize(Slugs.REFERENCE.size() + 1);
    }
}

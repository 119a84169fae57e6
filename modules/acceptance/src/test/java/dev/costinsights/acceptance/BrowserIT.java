package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The dashboard in a real browser: it works, live and without JavaScript, and shuts nobody out. */
class BrowserIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private Workspace workspace;
    private ServerProcess server;

    @BeforeEach
    void start(TestInfo test) {
        workspace =
                Workspace.of(BrowserIT.class, test.getTestMethod().orElseThrow().getName());
        server = Launch.in(workspace).startReady();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @Test
    void aPostedEventAppearsWithoutAReloadAndEveryControlWorks() throws IOException {
        try (Browser browser = Browser.open()) {
            browser.look(1280, "light");

            // Given a reader who signs in by the link that the server printed
            browser.visit(server.signInLink());
            assertThat(browser.address().getPath()).isEqualTo("/costs");
            assertThat(browser.text()).contains("Send one event", "Waiting for the first event");
            assertThat(browser.text("#snippet")).contains(server.uri().getAuthority(), "/v1/events/ingest");
            awaitLive(browser);

            // When the first event arrives
            browser.script("window.sameDocument = true");
            server.wire().ingest(List.of(event("agent.run", "first-customer", "1234")));

            // Then the waiting page says so by itself
            await("the first event").atMost(SOON).until(() -> browser.text().contains("See your costs"));
            assertThat(browser.text()).contains("$12.34");
            assertThat(browser.script("return window.sameDocument")).isEqualTo(true);
            browser.link("See your costs").click();
            await("the costs page")
                    .atMost(SOON)
                    .until(() -> !browser.findAll("#total").isEmpty());

            // When another one arrives, then the total changes in place
            awaitLive(browser);
            browser.script("window.sameDocument = true");
            server.wire().ingest(List.of(event("email.sent", "second-customer", "100000")));
            await("the new total")
                    .atMost(SOON)
                    .until(() -> browser.text("#total").contains("1,012.34"));
            assertThat(browser.script("return window.sameDocument")).isEqualTo(true);
            assertThat(browser.text()).contains("agent.run", "email.sent");

            // Range, tab and table change what is shown, and the address says what that is
            browser.link("7 d").click();
            await("7 days")
                    .atMost(SOON)
                    .until(() -> String.valueOf(browser.address().getQuery()).contains("from="));
            browser.link("Customer").click();
            await("customers")
                    .atMost(SOON)
                    .until(() -> browser.text().contains("second-customer")
                            && browser.address().getQuery().contains("by=customer"));
            browser.link("Table").click();
            await("the table")
                    .atMost(SOON)
                    .until(() -> browser.address().getQuery().contains("view=table")
                            && !browser.findAll("figure table").isEmpty());
            assertThat(browser.text("figure table")).contains("$1,012.34");
            assertThat(browser.script("return window.sameDocument")).isEqualTo(true);

            // A reload shows the same
            String shown = browser.text("#live");
            browser.visit(browser.address());
            assertThat(browser.text("#live")).isEqualTo(shown);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void noPageBreaksAnAccessibilityRuleOrComplains() throws IOException {
        try (Browser browser = Browser.open()) {
            var looks = new Looks(browser);
            looks.examine("sign-in", () -> browser.visit(server.uri().resolve("/sign-in")));
            browser.visit(server.signInLink());
            looks.examine("first-run", () -> browser.visit(server.uri().resolve("/costs")));

            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 1500; i++) {
                events.add(new Event(
                        "step." + i % 9,
                        Instant.now().minus(i * 40L, ChronoUnit.MINUTES).minusSeconds(5),
                        null,
                        "customer-" + i % 40,
                        BigDecimal.valueOf(i * 7919L % 10_000, 2)));
            }
            server.wire().ingest(events);
            assertThat(Call.post("v1/revenue/ingest", monthlyOrders(40))
                            .send(server.wire())
                            .status())
                    .isEqualTo(200);
            server.wire().metrics(Question.everything());
            looks.examine(
                    "overview-columns", () -> browser.visit(server.uri().resolve("/overview?" + daysUntilToday(6))));
            looks.examine(
                    "overview-empty-range",
                    () -> browser.visit(server.uri().resolve("/overview?from=2024-01-01&to=2024-01-31")));
            looks.examine(
                    "customers-nobody", () -> browser.visit(server.uri().resolve("/customers?search=nobody-at-all")));
            looks.examine(
                    "costs-empty-range",
                    () -> browser.visit(server.uri().resolve("/costs?from=2024-01-01&to=2024-01-31")));
            looks.examine("not-found", 404, () -> browser.visit(server.uri().resolve("/nothing-here")));
            looks.assertNothingFound();
        }
    }

    @Test
    void everythingWorksWithoutJavaScript() throws IOException {
        try (Browser browser = Browser.withoutJavaScript()) {
            browser.look(1280, "light");
            browser.visit(server.signInLink());
            assertThat(browser.text()).contains("Send one event");

            // A form
            browser.find("form[action='/tokens'] button").click();
            String token = found(browser.text("#snippet"), "Bearer (\\S+?)['\"\\s]");
            assertThat(new Wire(server.uri(), token).ingest(List.of(event("agent.run", "customer-1", "250"))))
                    .isEqualTo(new Wire.Ingested(1, 0));
            server.wire().metrics(Question.everything());

            // Links
            browser.link("Overview").click();
            assertThat(browser.text()).contains("What changed");
            browser.link("Table").click();
            assertThat(browser.text("figure table")).contains("\u2212$2.5");
            browser.link("Customers").click();
            browser.find("#search").sendKeys("nobody");
            browser.find("form[role=search] button").click();
            await("the answer to the search")
                    .atMost(SOON)
                    .until(() -> String.valueOf(browser.address().getQuery()).contains("search=nobody"));
            browser.visit(server.uri().resolve("/costs"));
            assertThat(browser.text("#total")).contains("$2.5");
            browser.link("7 d").click();
            assertThat(browser.address().getQuery()).contains("from=");
            browser.link("Customer").click();
            assertThat(browser.text()).contains("customer-1");
            browser.link("Table").click();
            assertThat(browser.text("figure table")).contains("$2.5");

            // Signing out
            browser.find("form[action='/sign-out'] button");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String daysUntilToday(int days) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return "from=" + today.minusDays(days) + "&to=" + today;
    }

    /** Registers customers, each with a monthly order for half a year; every fifth pays nothing. */
    private static String monthlyOrders(int customers) {
        Instant begin = Instant.now().minus(170, ChronoUnit.DAYS);
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            String customer = id(0, i);
            facts.add("""
                    {"type":"customer.created","timestamp":"%1$s","data":{"id":"%2$s","created_at":"%1$s",
                     "external_id":"customer-%3$d","name":"Customer %3$d"}}""".formatted(begin, customer, i));
            for (int month = 0; month < 6 && i % 5 != 0; month++) {
                facts.add("""
                        {"type":"order.paid","timestamp":"%1$s","data":{"id":"%2$s","created_at":"%1$s","status":"paid",
                         "customer_id":"%3$s","currency":"usd","net_amount":%4$d,"platform_fee_amount":%5$d}}""".formatted(
                                begin.plus(month * 30L + i % 7, ChronoUnit.DAYS),
                                id(1 + month, i),
                                customer,
                                900 * (1 + i % 9),
                                40));
            }
        }
        return "{\"facts\":[" + String.join(",", facts) + "]}";
    }

    private static String id(int kind, int number) {
        return "%08d-0000-4000-8000-%012d".formatted(kind, number);
    }

    private static void awaitLive(Browser browser) {
        await("the live connection")
                .atMost(SOON)
                .until(() -> !browser.findAll("html[data-live]").isEmpty());
    }

    private static String found(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as("%s in %s", regex, text).isTrue();
        return matcher.group(1);
    }

    private static Event event(String name, String customer, String cents) {
        return new Event(name, Instant.now().minusSeconds(2), null, customer, new BigDecimal(cents));
    }
}

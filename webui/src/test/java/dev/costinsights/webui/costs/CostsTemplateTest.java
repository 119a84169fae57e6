package dev.costinsights.webui.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Renders the real templates; the pages stay in {@code target/pages} to be looked at. */
class CostsTemplateTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T14:20:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Path PAGES = Path.of("target", "pages");

    private static Vertx vertx;
    private static Renderer renderer;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        renderer = new Renderer(vertx, Assets.load());
        Files.createDirectories(PAGES);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_month_of_costs_shows_chart_tables_and_total() throws Exception {
        String html = costs("costs", Map.of());
        assertThat(html).contains("chart", "agent.run", "No model", "2 others", "Today so far");
    }

    @Test
    void every_range_interval_and_tab_renders() throws Exception {
        assertThat(costs("costs-week", Map.of("from", "2026-11-17", "to", "2026-11-23")))
                .contains("Hourly");
        assertThat(costs("costs-day", Map.of("from", "2026-11-23", "to", "2026-11-23")))
                .contains("This hour so far", "data-label=\"Mon 23 Nov 13:00\"", ">20:00<")
                .doesNotContain("data-label=\"Mon 23 Nov 15:00\"");
        assertThat(costs("costs-year", Map.of("from", "2025-11-24", "to", "2026-11-23", "by", "customer")))
                .contains("1 – 25 of 60");
        assertThat(costs("costs-months", Map.of("from", "2025-11-24", "to", "2026-11-23", "interval", "month")))
                .contains("This month");
        assertThat(costs("costs-table", Map.of("view", "table"))).contains("Compared with");
    }

    @Test
    void wrong_parameters_are_named_quietly() throws Exception {
        assertThat(costs("costs-notice", Map.of("from", "2026-13-45", "tz", "Mars/Base", "interval", "eon")))
                .contains("The dates in the address", "The zone in the address", "The interval in the address");
    }

    @Test
    void a_range_without_events_keeps_its_axes_and_leads_to_one_with_costs() throws Exception {
        CostsViewParser.Parsed parsed = parse(Map.of());
        CostReportQuery query = CostsPages.question(Organizations.DEFAULT_ID, parsed.view());
        CostReport report = Reports.empty(
                query,
                LocalDate.of(2026, 3, 1).atStartOfDay(ZONE).toInstant(),
                LocalDate.of(2026, 10, 3).atStartOfDay(ZONE).toInstant());
        assertThat(render("costs-empty", parsed, report))
                .contains("The last event came on 3 Oct.", "from=2026-09-04&amp;to=2026-10-03", "$0");
    }

    @Test
    void late_totals_are_announced() throws Exception {
        CostsViewParser.Parsed parsed = parse(Map.of());
        CostReportQuery query = CostsPages.question(Organizations.DEFAULT_ID, parsed.view());
        assertThat(render("costs-late", parsed, Reports.busy(query, TODAY, 185_000)))
                .contains("Totals are 3 min behind. Events are safe; they are being added up.");
    }

    private static String costs(String name, Map<String, String> parameters) throws Exception {
        CostsViewParser.Parsed parsed = parse(parameters);
        CostReportQuery query = CostsPages.question(Organizations.DEFAULT_ID, parsed.view());
        return render(name, parsed, Reports.busy(query, TODAY));
    }

    private static CostsViewParser.Parsed parse(Map<String, String> parameters) {
        return CostsViewParser.parse(parameters::get, ZONE, zone -> TODAY);
    }

    private static String render(String name, CostsViewParser.Parsed parsed, CostReport report) throws Exception {
        Map<String, Object> model = new HashMap<>();
        model.put("page", CostsPages.page(parsed.view(), parsed.notices(), report, NOW));
        model.put(
                "shell",
                new Shell(
                        "Costs",
                        "costs",
                        "Fernwright",
                        Role.OWNER,
                        new Secret("token-of-the-session"),
                        null,
                        parsed.view().href(),
                        Freshness.of(report.freshness())));
        String html =
                renderer.render("costs", model).await(20, TimeUnit.SECONDS).toString();
        Files.writeString(PAGES.resolve(name + ".html"), html);
        assertThat(html).doesNotContain("style=", "<style", "onclick").doesNotContain("th:");
        return html;
    }
}

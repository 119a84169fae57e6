package dev.costinsights.webui.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics.Item;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import dev.costinsights.webui.costs.CostsAnswers.Panel;
import dev.costinsights.webui.costs.CostsAnswers.Revenue;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
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
        CostReportQuery query = CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view());
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
        CostReportQuery query = CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view());
        assertThat(render("costs-late", parsed, Reports.busy(query, TODAY, 185_000)))
                .contains("Totals are 3 min behind. Events are safe; they are being added up.");
    }

    @Test
    void every_row_and_count_leads_to_what_is_behind_it() throws Exception {
        assertThat(costs("costs-links", Map.of("from", "2026-11-17", "to", "2026-11-23", "by", "model")))
                .contains(
                        "/events?from=2026-11-17&amp;to=2026-11-23&amp;metadata._llm.model=gpt-5-mini",
                        "/costs/event-name?from=2026-11-17&amp;to=2026-11-23&amp;name=agent.run",
                        "/customers/find?from=2026-11-17&amp;to=2026-11-23&amp;key=halcyon-freight",
                        "/events?from=2026-11-17&amp;to=2026-11-23&amp;metadata._llm.vendor=openai",
                        "href=\"/events?from=2026-11-17&amp;to=2026-11-23\"",
                        "href=\"/costs.csv?from=2026-11-17&amp;to=2026-11-23&amp;by=model\"",
                        "href=\"/costs/over-time.csv?from=2026-11-17&amp;to=2026-11-23&amp;by=model\"");
    }

    @Test
    void what_changed_adds_up_and_says_how_much_of_it() throws Exception {
        assertThat(costs("costs", Map.of())).contains("What changed", "Change in costs", "Smaller changes", " → ");
        CostsViewParser.Parsed parsed = parse(Map.of());
        CostReportQuery query = CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view());
        assertThat(render("costs-same", parsed, CostsAnswers.of(Reports.unchanged(query, TODAY))))
                .contains("No changes");
    }

    @Test
    void revenue_is_set_against_costs() throws Exception {
        CostsAnswers answers = with(parse(Map.of()), "agent.run");
        assertThat(render("costs-whole", parse(Map.of()), answers))
                .contains("Per dollar of revenue", "popovertarget=\"term-per-dollar\"", "240 active");
    }

    @Test
    void unusual_traces_lead_to_their_events() throws Exception {
        String html = render("costs-unusual", parse(Map.of()), with(parse(Map.of()), "agent.run"));
        assertThat(html)
                .contains("7.9\u2009× avg", "/events/00000000-0000-4000-8000-000000000001", "11 Nov 03:12")
                .contains("/customers/find?key=halcyon-freight")
                .doesNotContain("same.price");
    }

    @Test
    void a_part_that_failed_says_so_and_none_is_none() throws Exception {
        CostsViewParser.Parsed parsed = parse(Map.of());
        CostReport report = Reports.busy(CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view()), TODAY);
        assertThat(render("costs-panel", parsed, new CostsAnswers(report, null, null, null, new Panel<>(null))))
                .contains("Unusual traces can&#39;t be shown right now", "agent.run");
        VarianceStatistics nothing = new VarianceStatistics(List.of(), Statistics.SOURCE);
        assertThat(render("costs-none", parsed, new CostsAnswers(report, null, null, null, new Panel<>(nothing))))
                .contains("No unusual traces");
    }

    @Test
    void the_values_of_a_property_add_up_to_the_total() throws Exception {
        String html = values(Map.of("by", "property", "property", "plan"), Statistics.plans(60));
        assertThat(costs("costs", Map.of())).contains("hx-trigger=\"totals\"");
        assertThat(html).contains("hx-trigger=\"totals throttle:30s\"");
        assertThat(html)
                .contains("1 – 25 of 60", "35 others", "Without plan", "metadata.plan=plan-3", "value=\"plan\"")
                .doesNotContain("id=\"sort-costs\"");
        assertThat(values(Map.of("by", "property", "property", "plan", "page", "9"), Statistics.plans(60)))
                .contains("51 – 60 of 60", "50 others");
        assertThat(values(Map.of("by", "property", "property", "plan"), Statistics.plans(1_000)))
                .contains("More values, or without plan");
    }

    @Test
    void a_property_without_values_or_an_answer_says_so() throws Exception {
        assertThat(values(Map.of("by", "property", "property", "plan"), Statistics.plans(0)))
                .contains("No event in this range has a value at plan.")
                .doesNotContain(">CSV<span class=\"sr\"> of this table");
        CostsViewParser.Parsed parsed = parse(Map.of("by", "property"));
        CostReport report = Reports.busy(CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view()), TODAY);
        assertThat(render("costs-property", parsed, CostsAnswers.of(report)))
                .contains("Name a property in the metadata of your events");
        CostsViewParser.Parsed named = parse(Map.of("by", "property", "property", "plan"));
        assertThat(render(
                        "costs-property-failed", named, new CostsAnswers(report, null, null, new Panel<>(null), null)))
                .contains("can&#39;t be shown right now");
    }

    @Test
    void one_customer_has_a_chip_that_leads_back_to_everybody() throws Exception {
        CostsViewParser.Parsed parsed = parse(Map.of("customer", "acme & co", "by", "model"));
        CostReport report = Reports.busy(CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view()), TODAY);
        assertThat(render("costs-customer", parsed, CostsAnswers.of(report)))
                .contains("Customer: <b>acme &amp; co</b>", "href=\"/costs?by=model\"")
                .contains("metadata._llm.model=gpt-5-mini&amp;customer=acme+%26+co")
                .doesNotContain("id=\"by-customer\"", "By customer");
        CostReport none = Reports.empty(CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view()), null, null);
        assertThat(render("costs-nobody", parsed, CostsAnswers.of(none))).contains("No event names this customer.");
    }

    @Test
    void hostile_texts_are_text_and_ones_that_were_cut_lead_nowhere() throws Exception {
        for (String text : List.of("<script>alert(1)</script>", "x".repeat(200), "\u202Eelpmaxe", " ")) {
            CostsViewParser.Parsed parsed = parse(Map.of("customer", "\"><script>"));
            CostReportQuery query = CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view());
            CostReport report = Reports.named(query, TODAY, text);
            String html = render("costs-hostile", parsed, with(parsed, text, report));
            assertThat(html).doesNotContain("<script>alert", "\"><script>");
            if (text.length() == 200 || text.isBlank()) {
                assertThat(html).doesNotContain("/costs/event-name?");
            }
        }
    }

    @Test
    void refunds_and_amounts_below_a_cent_are_shown_as_they_are() throws Exception {
        CostsViewParser.Parsed parsed = parse(Map.of("by", "property", "property", "plan"));
        CostReport report = Reports.busy(CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view()), TODAY);
        PropertyStatistics values = new PropertyStatistics(
                List.of(
                        new Item("dear", 3, 1, List.of(new BigDecimal("0.000000000001"))),
                        new Item("refunded", 2, 1, List.of(new BigDecimal("-250")))),
                Statistics.SOURCE);
        assertThat(render("costs-tiny", parsed, new CostsAnswers(report, null, null, new Panel<>(values), null)))
                .contains("&lt; $0.000001", "−$2", "Without plan");
    }

    private static String values(Map<String, String> parameters, PropertyStatistics values) throws Exception {
        CostsViewParser.Parsed parsed = parse(parameters);
        CostReport report = Reports.busy(CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view()), TODAY);
        return render("costs-values", parsed, new CostsAnswers(report, null, null, new Panel<>(values), null));
    }

    /** Everything there can be, for a trace of a name. */
    private static CostsAnswers with(CostsViewParser.Parsed parsed, String name) {
        return with(parsed, name, Reports.busy(CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view()), TODAY));
    }

    private static CostsAnswers with(CostsViewParser.Parsed parsed, String name, CostReport report) {
        return new CostsAnswers(
                report,
                null,
                new Revenue(new BigDecimal("2347348"), new BigDecimal("2205910")),
                null,
                new Panel<>(Statistics.unusual(name)));
    }

    private static String costs(String name, Map<String, String> parameters) throws Exception {
        CostsViewParser.Parsed parsed = parse(parameters);
        CostReportQuery query = CostsQuestions.report(Organizations.DEFAULT_ID, parsed.view());
        return render(name, parsed, Reports.busy(query, TODAY));
    }

    private static CostsViewParser.Parsed parse(Map<String, String> parameters) {
        return CostsViewParser.parse(parameters::get, ZONE, zone -> TODAY);
    }

    private static String render(String name, CostsViewParser.Parsed parsed, CostReport report) throws Exception {
        return render(name, parsed, CostsAnswers.of(report));
    }

    private static String render(String name, CostsViewParser.Parsed parsed, CostsAnswers answers) throws Exception {
        Map<String, Object> model = new HashMap<>();
        model.put("page", CostsPages.page(parsed.view(), parsed.notices(), answers, NOW));
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
                        Freshness.of(answers.report().freshness())));
        String html =
                renderer.render("costs", model).await(20, TimeUnit.SECONDS).toString();
        Files.writeString(PAGES.resolve(name + ".html"), html);
        assertThat(html).doesNotContain("style=", "<style", "onclick").doesNotContain("th:");
        return html;
    }
}

package dev.costinsights.webui.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import dev.costinsights.webui.trace.EventPages.Answers;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Traces AGENT = Traces.agent();
    private static final TimeseriesAnswer STATISTICS =
            Traces.statistics(19_470, "13.93", "3", "29", "45", StatisticsSource.EXACT);

    private static Vertx vertx;
    private static Renderer renderer;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        renderer = new Renderer(vertx, Assets.load());
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_trace_shows_its_cost_its_steps_its_standing_and_its_customer() throws Exception {
        Event event = AGENT.event(
                "root", Map.of("attempts", MetadataValue.of(2)), Traces.customer("Halcyon Freight"), "halcyon-freight");
        String html = render(
                Role.OWNER,
                new Answers(
                        event, NOW, AGENT.beneath("root"), lineage(), STATISTICS, List.of(profit("100000", "2500.5"))));
        assertThat(html)
                .contains("Wed 11 Nov 2026, 03:12:44.081", "Europe/London", "Above p99", "4.1\u2009×", "average $0.14")
                .contains(">$0<span class=\"c\">.57</span>", "8 events, rolled up", "3 min 34.6 s", "194,661")
                .contains("2 × llm.inference", "cost $0.54, 95\u2009% of the trace; the most expensive of them $0.39.")
                .contains("/customers/" + Traces.CUSTOMER, "Halcyon Freight", "Profit to date", "Edit label")
                .contains("/costs/event-name?name=agent.run", "/events?name=agent.run", ".csv\">CSV</a>")
                .contains("&quot;attempts&quot; : 2")
                .doesNotContain("Language model", "Step of", "Load more");
    }

    @Test
    void a_single_step_shows_its_place_and_the_unit_price_of_its_model() throws Exception {
        String html = render(
                Role.VIEWER,
                new Answers(
                        AGENT.get("a2-call"),
                        NOW,
                        List.of(),
                        new TraceReader.Lineage(List.of(AGENT.get("a2"), AGENT.get("root")), true),
                        STATISTICS,
                        List.of()));
        assertThat(html)
                .contains("Level 3 of the trace, 68.6\u2009% of its $0.57 and 1 of its 8 events.")
                .contains("/events/" + Traces.id("a2"), "/events/" + Traces.id("root"))
                .contains("Language model", "60,780, 50.0\u2009%", "$3.0491", "$0.39 ÷ 129,000 tokens")
                .contains("claude-sonnet-4.5</b> made all of its cost with 129,000 tokens.")
                .contains("No customer is registered under this id", "/customers/find?key=halcyon-freight")
                .contains("Costs of this name")
                .doesNotContain("h-trace", "Edit label");
    }

    @Test
    void an_event_without_anything_is_told_as_such() throws Exception {
        var trace = new Traces().with("root", null, "", 0, null);
        Event event = trace.event("root", Map.of(), null, "");
        TimeseriesAnswer none =
                new TimeseriesAnswer(List.of(), List.of(), new StatisticsSource(StatisticsSource.EXACT, NOW));
        assertThat(render(Role.OWNER, new Answers(event, NOW, List.of(), lineage(), none, List.of())))
                .contains("unnamed", "No customer", "No cost was sent with it.", "It has no cost to compare.")
                .contains("without a customer")
                .doesNotContain("$0", "Above p99");
    }

    @Test
    void what_cannot_be_told_now_says_so_and_the_rest_holds() throws Exception {
        String html = render(Role.OWNER, new Answers(AGENT.get("a2"), NOW, null, null, null, null));
        assertThat(html)
                .contains("events beneath this one can't be listed right now", "1 more event", "$0.3933")
                .contains("What it is a step of can&#39;t be told right now", "That can&#39;t be told right now")
                .contains("/events/" + Traces.id("root"));
    }

    @Test
    void names_ids_and_texts_of_strangers_are_text_and_never_markup() throws Exception {
        String script = "<script>alert(1)</script>";
        Map<String, MetadataValue> metadata = new LinkedHashMap<>();
        metadata.put("<i>key</i>", MetadataValue.of("<img src=x onerror=alert(1)>"));
        metadata.put("\u05e9\u05dc\u05d5\u05dd", MetadataValue.of("\u202Eevil"));
        metadata.put("long", MetadataValue.of("y".repeat(500)));
        var llm = new LlmUsage(
                script, "m".repeat(1_000), script.repeat(2_000), "</pre>" + script, null, null, null, null);
        Event event = new Event(
                Organizations.DEFAULT_ID,
                Traces.id("hostile"),
                Traces.START,
                script,
                "\"><b>".repeat(200),
                null,
                null,
                script,
                null,
                null,
                null,
                0,
                metadata,
                CostAmount.ofCents("-0.000000000001"),
                llm,
                Map.of(Fields.COST, new BigDecimal("-0.000000000001")));
        String html = render(Role.OWNER, new Answers(event, NOW, List.of(), lineage(), STATISTICS, List.of()));
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x", "&lt;i&gt;key&lt;/i&gt;")
                .contains("Cut here after 20,000 characters", "Prompt, 50,000 characters", "&gt; \u2212$0.000001")
                .contains("<summary>" + "y".repeat(40) + "…</summary>")
                .doesNotContain("<script>alert", "<img", "<b>\"", "<i>key", "</pre>&lt;/pre", "Per million tokens");
        assertThat(html.length()).isLessThan(200_000);
    }

    @Test
    void a_long_trace_offers_more_rows_and_keeps_its_state() throws Exception {
        var trace = new Traces().with("root", null, "batch", 0, null);
        for (int i = 0; i < 450; i++) {
            trace.with("i" + i, "root", "batch.item", i, "0.25");
        }
        var answers = new Answers(trace.get("root"), NOW, trace.beneath("root"), lineage(), STATISTICS, List.of());
        assertThat(render(Role.OWNER, answers, Map.of()))
                .contains("251 more events", "?rows=400\"", "Load more", "450 events beneath");
        assertThat(render(Role.OWNER, answers, Map.of("view", "cost", "rows", "400")))
                .contains("51 more events", "?view=cost&amp;rows=600\"", "Own cost", ">Total<");
        assertThat(render(Role.OWNER, answers, Map.of("rows", "600"))).doesNotContain("Load more", "more events<");
    }

    @Test
    void a_loss_is_red_and_says_its_sign() throws Exception {
        Event event = AGENT.event("mail", Map.of(), Traces.customer("Halcyon Freight"), "halcyon-freight");
        String html = render(
                Role.OWNER,
                new Answers(event, NOW, List.of(), lineage(), STATISTICS, List.of(profit("9900", "50080.25"))));
        assertThat(html).contains("id=\"customer-profit\" class=\"los\"", "\u2212$401.80");
    }

    @ParameterizedTest
    @CsvSource({"view, pie", "rows, 0", "rows, -5", "rows, many", "rows, 9999999"})
    void a_value_that_cannot_be_used_is_named_once_and_left_out(String name, String value) {
        EventView.Parsed parsed = EventView.parse(Traces.id("root"), Map.of(name, value)::get);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/events/" + Traces.id("root"));
    }

    @Test
    void links_lead_to_days_that_hold_the_event() {
        assertThat(EventPages.days(AGENT.get("root"), DefaultRange.MONTH, ZONE, NOW)
                        .range()
                        .end())
                .isEqualTo("2026-11-23");
        Instant later = Instant.parse("2027-06-01T00:00:00Z");
        assertThat(EventPages.days(AGENT.get("root"), DefaultRange.MONTH, ZONE, later)
                        .range()
                        .end())
                .isEqualTo("2026-11-11");
        assertThat(EventPages.days(AGENT.get("root"), DefaultRange.MONTH, ZONE, later)
                        .range()
                        .days())
                .isEqualTo(30);
    }

    @Test
    void an_event_is_compared_with_the_days_before_its_own() {
        var range = EventPages.statistics(Organizations.DEFAULT_ID, AGENT.get("root"), ZONE)
                .scope()
                .range();
        assertThat(range.start()).isEqualTo("2026-10-12");
        assertThat(range.end()).isEqualTo("2026-11-10");
    }

    private static TraceReader.Lineage lineage() {
        return new TraceReader.Lineage(List.of(), true);
    }

    private static CustomerProfit profit(String revenueCents, String costCents) {
        BigDecimal revenue = new BigDecimal(revenueCents);
        var figures = new ProfitFigures(revenue, revenue, revenue, BigDecimal.ZERO, new BigDecimal(costCents));
        return new CustomerProfit(
                Traces.CUSTOMER,
                "halcyon-freight",
                "Halcyon Freight",
                null,
                figures,
                5,
                figures.profitCents(),
                null,
                null,
                Instant.parse("2025-12-01T00:00:00Z"),
                NOW,
                null);
    }

    private static String render(Role role, Answers answers) throws Exception {
        return render(role, answers, Map.of());
    }

    private static String render(Role role, Answers answers, Map<String, String> parameters) throws Exception {
        EventView.Parsed parsed = EventView.parse(answers.event().id(), parameters::get);
        EventPage page = EventPages.page(parsed.view(), parsed.notices(), answers, DefaultRange.MONTH, ZONE, NOW);
        Map<String, Object> model = Map.of(
                "page",
                page,
                "shell",
                new Shell(
                        page.head().label(),
                        "events",
                        "Fernwright",
                        role,
                        new Secret("token-of-the-session"),
                        null,
                        parsed.view().href(),
                        null));
        String html =
                renderer.render("event", model).await(20, TimeUnit.SECONDS).toString();
        assertThat(html).doesNotContain("style=", "<style", "onclick=", "th:");
        return html;
    }
}

package dev.costinsights.webui.eventname;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.eventname.Answers.Elsewhere;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventNameTemplateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final String HOSTILE = "<script>alert('\"x\"')</script>";

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

    private static EventStatistics busy(String name) {
        return EventNameAnswers.statistics(name, 860, "2161.40", "2.51325", "0.2023", "5.7805", "13.955");
    }

    @Test
    void costs_divided_by_traces_are_the_average() throws Exception {
        String html = render(page(Map.of(), busy("chat.reply")));
        assertThat(html)
                .contains(
                        "Average per trace",
                        "$21.61 ÷ 860 = $0.025",
                        "One trace in a hundred",
                        "5.6\u2009× the average")
                .contains(
                        "1 – 50 of 860", "page=2", "Today, Mon 23 Nov", "How costs are spread", "Event names by costs")
                .contains(
                        "/costs/event-name.csv?name=chat.reply\"",
                        "/costs/event-name.csv?name=chat.reply&amp;table=periods\"")
                .contains(
                        "Sums, averages and percentiles are exact", "Customer &lt;0&gt;", "curl https://ci.example/v1/")
                .contains("/events?from=2026-10-25&amp;to=2026-10-25&amp;name=chat.reply")
                .doesNotContain("Customer <0>", "can't be shown", "Show everybody");
        assertThat(html).contains("href=\"/events/00000000-0000-0001-0000-000000000000\"");
    }

    @Test
    void a_table_has_a_row_for_each_period_and_a_gap_is_unknown() throws Exception {
        String html = render(page(Map.of("view", "table"), busy("chat.reply")));
        assertThat(html)
                .contains("Sun 25 Oct", ">Today so far<", ">All<", "<td class=\"r\">–</td>")
                .doesNotContain("id=\"mark\"");
    }

    @Test
    void few_periods_are_columns() throws Exception {
        EventNamePage page = page(Map.of("from", "2026-11-17", "to", "2026-11-23"), busy("chat.reply"));
        assertThat(page.figure()).isNotNull();
        assertThat(page.figure().chart().drawnAsColumns()).isTrue();
        assertThat(render(page)).contains("class=\"b part\"", "id=\"mark\"");
    }

    @Test
    void a_customer_is_a_filter_that_comes_off() throws Exception {
        String html = render(page(Map.of("customer", HOSTILE), busy("chat.reply")));
        assertThat(html)
                .contains("Show everybody", "href=\"/costs/event-name?name=chat.reply\"", "Customer &lt;0&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void hostile_and_long_texts_are_texts() throws Exception {
        EventNameView view = view(HOSTILE, Map.of());
        String label = "\u202Eأهلا " + "x".repeat(1_000);
        Answers answers = new Answers(
                view,
                List.of(),
                EventNameAnswers.type(HOSTILE, label, HOSTILE),
                timeseries(view, busy(HOSTILE)),
                null,
                null,
                new EventPage(
                        List.of(EventNameAnswers.trace(1, HOSTILE.repeat(50), "-0.000000000001", true)),
                        false,
                        null,
                        EventNameAnswers.NOW),
                null);
        String html = render(EventNamePages.page(
                answers,
                new LabelForm(HOSTILE, HOSTILE, true, "Write a label.", null),
                "https://ci.example",
                EventNameAnswers.NOW));
        assertThat(html)
                .contains("&lt;script&gt;", "…", "The other event names can't be shown", "nothing is compared")
                .contains("&gt; −$0.000001", "id=\"label-problem\">Write a label.<", "aria-invalid=\"true\"")
                .doesNotContain("<script>alert", "x".repeat(201));
    }

    @Test
    void what_costs_nothing_says_so() throws Exception {
        String html = render(page(Map.of(), EventNameAnswers.statistics("chat.reply", 5, "0", "0", "0", "0", "0")));
        assertThat(html).contains("None of these traces has a cost.", "$0.00").doesNotContain("How costs are spread");
    }

    @Test
    void credits_and_amounts_far_below_a_cent_are_shown() throws Exception {
        String html = render(page(
                Map.of(),
                EventNameAnswers.statistics("chat.reply", 12, "-0.00004", "-0.000003", "-9", "0.000001", "1")));
        assertThat(html).contains("Eight traces in ten", "value=\"-0.0000004\"").doesNotContain("How costs are spread");
    }

    @Test
    void few_traces_say_that_percentiles_say_little() throws Exception {
        assertThat(render(page(Map.of(), EventNameAnswers.statistics("chat.reply", 1, "3", "3", "3", "3", "3"))))
                .contains("percentiles of fewer than 10 say little.");
    }

    @Test
    void without_traces_it_says_where_events_are() throws Exception {
        assertThat(render(empty(new Elsewhere(1_234, null))))
                .contains(
                        "No trace starts with this name in these days.",
                        "See the 1,234 events",
                        "/events?name=chat.reply")
                .doesNotContain("id=\"total\"");
        assertThat(render(empty(new Elsewhere(0, Instant.parse("2026-09-03T10:00:00Z")))))
                .contains("The last came on 3 Sep.", "from=2026-08-05&amp;to=2026-09-03", "Show 5 Aug – 3 Sep");
        assertThat(render(empty(new Elsewhere(0, null)))).contains("No event has this name yet.");
    }

    @Test
    void traces_that_cannot_be_read_leave_the_figures() throws Exception {
        EventNameView view = view("chat.reply", Map.of());
        TimeseriesAnswer now = timeseries(view, busy("chat.reply"));
        Answers answers = new Answers(view, List.of(), type(), now, now, now, null, null);
        assertThat(render(page(answers))).contains("The traces can't be shown right now.", "Average per trace");
    }

    @Test
    void names_close_with_others_and_a_total() throws Exception {
        List<EventStatistics> names = new ArrayList<>(Collections.nCopies(9, busy("some.name")));
        names.addAll(Collections.nCopies(4, busy("chat.reply")));
        EventNameView view = view("chat.reply", Map.of());
        TimeseriesAnswer now = timeseries(view, busy("chat.reply"));
        Answers answers = new Answers(
                view,
                List.of(),
                type(),
                now,
                now,
                EventNameAnswers.timeseries(new Questions(Organizations.DEFAULT_ID, view).names(), names),
                EventNameAnswers.traces(new Questions(Organizations.DEFAULT_ID, view).traces(0, 50), 860),
                null);
        assertThat(render(page(answers)))
                .contains("3 others", "All traces", "11,180", "aria-current=\"page\">chat.reply", "$280.98");
    }

    @Test
    void viewers_see_no_form() throws Exception {
        String html = render(page(Map.of(), busy("chat.reply")), Role.VIEWER);
        assertThat(html).contains("Average per trace").doesNotContain("Edit label", "/costs/event-name/label");
    }

    @Test
    void an_unknown_name_keeps_the_way_back() throws Exception {
        EventNameView view = view(HOSTILE, Map.of("from", "2026-11-01", "to", "2026-11-20"));
        String html = render("event-name-unknown", UnknownName.of(view, null), Role.OWNER);
        assertThat(html)
                .contains("&lt;script&gt;alert", "/costs?from=2026-11-01&amp;to=2026-11-20")
                .doesNotContain("<script>alert");
        UnknownName none = UnknownName.of(view("", Map.of()), timeseries(view, busy("chat.reply")));
        assertThat(render("event-name-unknown", none, Role.OWNER))
                .contains("The address names no event.", "Event names by costs", "chat.reply");
    }

    private static EventNamePage empty(Elsewhere elsewhere) {
        EventNameView view = view("chat.reply", Map.of());
        TimeseriesAnswer nothing = timeseries(view);
        return page(new Answers(view, List.of(), type(), nothing, nothing, nothing, null, elsewhere));
    }

    private static EventNamePage page(Map<String, String> parameters, EventStatistics statistics) {
        EventNameView view = view("chat.reply", parameters);
        TimeseriesAnswer now = timeseries(view, statistics);
        EventPage traces = EventNameAnswers.traces(
                new Questions(Organizations.DEFAULT_ID, view).traces(0, 50), statistics.occurrences());
        return page(new Answers(view, List.of(), type(), now, now, now, traces, null));
    }

    private static EventNamePage page(Answers answers) {
        return EventNamePages.page(answers, LabelForm.of(answers.type()), "https://ci.example", EventNameAnswers.NOW);
    }

    private static dev.costinsights.contracts.events.EventType type() {
        return EventNameAnswers.type("chat.reply", "chat.reply", null);
    }

    private static TimeseriesAnswer timeseries(EventNameView view, EventStatistics... totals) {
        return EventNameAnswers.timeseries(new Questions(Organizations.DEFAULT_ID, view).now(), List.of(totals));
    }

    private static EventNameView view(String name, Map<String, String> parameters) {
        return EventNameView.parse(name, parameters::get, ZONE, zone -> TODAY).view();
    }

    private static String render(EventNamePage page) throws Exception {
        return render(page, Role.OWNER);
    }

    private static String render(EventNamePage page, Role role) throws Exception {
        return render("event-name", page, role);
    }

    private static String render(String template, Object page, Role role) throws Exception {
        @Nullable String theme = null;
        var shell = new Shell(
                "chat.reply", "costs", "Fernwright", role, new Secret("token-of-the-session"), theme, "/costs", null);
        String html = renderer.render(template, Map.of("page", page, "shell", shell))
                .await(20, TimeUnit.SECONDS)
                .toString();
        assertThat(html).doesNotContain("style=", "<style", "onclick").doesNotContain("th:");
        return html;
    }
}

package dev.costinsights.webui.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Kind;
import dev.costinsights.webui.events.EventsHandler.Answer;
import dev.costinsights.webui.events.FeedRow.Earned;
import dev.costinsights.webui.events.FeedRow.Happened;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventsTemplateTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final EventNamePage NO_NAMES = new EventNamePage(List.of(), 0, NOON);

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

    private static FeedRow happened(Instant at, String name, @Nullable String cents) {
        return new Happened(FakeFeed.event(1, at, name, "0", Map.of()), cents == null ? null : new BigDecimal(cents));
    }

    private static FeedRow earned(Kind kind, Instant at, String cents) {
        return new Earned(FakeFeed.entry(2, kind, at, cents));
    }

    private static Feed feed(EventsView view, boolean hasMore, @Nullable FeedRow next, FeedRow... rows) {
        return new Feed(
                view,
                List.of(rows),
                view.after() != null,
                hasMore,
                null,
                next,
                Cursor.ofEvent(NOON, 1),
                Cursor.ofEvent(NOON, 2),
                NOON);
    }

    private static String render(
            String query, @Nullable EventNamePage names, @Nullable Feed feed, @Nullable Instant lastAt)
            throws Exception {
        return render(new Answer(EventsViewTest.parse(query), CustomerNames.NONE, names, feed, lastAt));
    }

    private static String render(Answer answer) throws Exception {
        Map<String, Object> model = Map.of(
                "page",
                EventsPages.page(answer, "https://costs.example"),
                "shell",
                new Shell("Events", "events", "Fernwright", Role.VIEWER, new Secret("token"), "dark", "/events", null));
        String html =
                renderer.render("events", model).await(20, TimeUnit.SECONDS).toString();
        assertThat(html).doesNotContain("style=", "<style", "onclick", "th:", "<script>");
        return html;
    }

    private static EventsView view(String query) {
        return EventsViewTest.parse(query).view();
    }

    @Test
    void days_have_sums_and_rows_their_sign() throws Exception {
        EventsView view = view("");
        String html = render(
                "",
                NO_NAMES,
                feed(
                        view,
                        false,
                        null,
                        happened(NOON, "chat.reply", "12.5"),
                        earned(Kind.ORDER, NOON, "9900"),
                        earned(Kind.REFUND, NOON.minusSeconds(60), "-1250"),
                        happened(NOON.minusSeconds(86_400), "credit", "-0.01"),
                        happened(NOON.minusSeconds(86_401), "free", null)),
                null);
        assertThat(html)
                .contains("Today, Mon 23 Nov", "Sun 22 Nov", ">12:00:00<")
                .contains("−$0.1250", "+$99.00", "−$12.50", "+$0.0001", ">–<")
                .contains("value=\"-0.125\"", "value=\"86.5\"", "Scale, monthly · renewal", "Billing reason")
                .doesNotContain("so far on this page", "page-next", "page-previous");
    }

    @Test
    void a_day_that_goes_on_elsewhere_says_so() throws Exception {
        EventsView later =
                view("after=" + Cursor.ofEvent(NOON.plusSeconds(9), 1).text());
        FeedRow row = happened(NOON, "a", "1");
        assertThat(render("", NO_NAMES, feed(later, false, null, row), null))
                .contains("so far on this page", "page-previous");
        EventsView nextDay =
                view("after=" + Cursor.ofEvent(NOON.plusSeconds(86_400), 1).text());
        assertThat(render("", NO_NAMES, feed(nextDay, false, null, row), null)).doesNotContain("so far on this page");
        FeedRow sameDay = happened(NOON.minusSeconds(5), "a", "1");
        assertThat(render("", NO_NAMES, feed(view(""), true, sameDay, row), null))
                .contains("so far on this page", "page-next");
        FeedRow dayBefore = happened(NOON.minusSeconds(86_400), "a", "1");
        assertThat(render("", NO_NAMES, feed(view(""), true, dayBefore, row), null))
                .doesNotContain("so far on this page");
        assertThat(render("", NO_NAMES, feed(view(""), true, null, row), null)).contains("so far on this page");
    }

    @Test
    void strangers_texts_stay_texts() throws Exception {
        String hostile = "<script>alert(1)</script>";
        Map<String, MetadataValue> metadata = new LinkedHashMap<>();
        metadata.put(hostile, MetadataValue.of(hostile));
        metadata.put("rtl", MetadataValue.of("\u202Eשלום"));
        metadata.put("long", MetadataValue.of("x".repeat(500)));
        FeedRow row = new Happened(FakeFeed.event(1, NOON, "n".repeat(1000), "1", metadata), BigDecimal.ONE);
        String query = "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&customer=%3Cscript%3E&query=%22%3E%3Cscript%3E"
                + "&metadata.%3Cscript%3E=%3Cscript%3E";
        String html = render(query, NO_NAMES, feed(view(query), false, null, row), null);
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "<bdi", "n".repeat(1000))
                .contains("x".repeat(500), "x".repeat(59) + "…");
    }

    @Test
    void a_model_and_its_tokens_are_the_summary_and_what_is_beneath_is_counted() throws Exception {
        Event plain = FakeFeed.event(1, NOON, "agent.run", "1", Map.of("plan", MetadataValue.of("pro")));
        Event event = new Event(
                Organizations.DEFAULT_ID,
                plain.id(),
                NOON,
                "agent.run",
                "Agent run",
                null,
                null,
                "acme",
                null,
                null,
                FakeFeed.id(9),
                1_234,
                plain.metadata(),
                CostAmount.ofCents("1"),
                new LlmUsage("openai", "gpt-5", "a prompt", "a response", 1_000L, 10L, 200L, null),
                Map.of());
        String html = render("", NO_NAMES, feed(view(""), false, null, new Happened(event, BigDecimal.ONE)), null);
        assertThat(html)
                .contains("agent.run · gpt-5 · 1,200 tokens", "1,234 beneath", "Open with 1,234 events beneath")
                .contains("href=\"/events/" + FakeFeed.id(1) + "\"", "href=\"/events/" + FakeFeed.id(9) + "\"")
                .contains(
                        "href=\"/events?metadata.plan=pro\"",
                        "/customers/find?key=acme",
                        "/costs/event-name?name=agent.run")
                .doesNotContain("a prompt", "a response");
    }

    @Test
    void each_filter_is_a_chip_that_takes_it_away() throws Exception {
        String query = "name=a&name=b&source=user&customer=acme&query=gpt-5&metadata.plan=pro&metadata.plan=free";
        assertThat(render(query, NO_NAMES, feed(view(query), false, null), null))
                .contains("No events found.", "Reset the filters")
                .contains(
                        "href=\"/events?name=b&amp;source=user&amp;customer=acme&amp;query=gpt-5&amp;metadata.plan=pro"
                                + "&amp;metadata.plan=free\"")
                .contains("&amp;query=gpt-5&amp;metadata.plan=free\"")
                .contains("value=\"gpt-5\"", "href=\"/events\"");
    }

    @Test
    void names_are_offered_with_their_counts_and_what_is_chosen_is_ticked() throws Exception {
        var names = new EventNamePage(
                List.of(
                        new EventNamePage.Item("chat.reply", null, 1_204, NOON, NOON),
                        new EventNamePage.Item("email.send", null, 7, NOON, NOON)),
                30,
                NOON);
        String html = render("name=email.send&name=gone", names, feed(view("name=gone"), false, null), null);
        assertThat(html).contains(">1,204<", "28 other names", "value=\"gone\" checked", "value=\"email.send\"");
        assertThat(render("", null, feed(view(""), false, null), null)).contains("Names can't be listed right now.");
    }

    @Test
    void nothing_says_why_and_what_to_do() throws Exception {
        Feed empty = feed(view(""), false, null);
        assertThat(render("", NO_NAMES, empty, null)).contains("Nothing has happened yet.", "href=\"/costs\"");
        assertThat(render("", NO_NAMES, empty, Instant.parse("2026-09-03T10:00:00Z")))
                .contains("The last event came on 3 Sep.", "/events?from=2026-08-05&amp;to=2026-09-03");
        assertThat(render("show=revenue", NO_NAMES, feed(view("show=revenue"), false, null), null))
                .contains("No revenue in this range.")
                .doesNotContain("id=\"tree-traces\"");
        assertThat(render("query=gpt-5", NO_NAMES, null, null))
                .contains("takes longer than a page waits", "Your filters are kept.", "value=\"gpt-5\"")
                .doesNotContain("No events found");
    }

    @Test
    void only_the_newest_page_can_be_live() throws Exception {
        FeedRow row = happened(NOON, "a", "1");
        String since =
                "hx-get=\"/events?live=1&amp;since=" + Cursor.ofEvent(NOON, 1).text() + "\"";
        assertThat(render("live=1", NO_NAMES, feed(view("live=1"), false, null, row), null))
                .contains(since, "Live: on", "Reload");
        assertThat(render("", NO_NAMES, feed(view(""), false, null, row), null))
                .contains("Live: off", "href=\"/events?live=1\"")
                .doesNotContain("id=\"poll\"");
        for (String query : List.of("live=1&sort=oldest", "live=1&from=2026-11-01&to=2026-11-02")) {
            assertThat(render(query, NO_NAMES, feed(view(query), false, null, row), null))
                    .doesNotContain("id=\"poll\"", "Live: on");
        }
        assertThat(EventsPages.news(view("live=1"), 14).text()).isEqualTo("14 new rows");
        assertThat(EventsPages.news(view("live=1"), 101).text()).isEqualTo("More than 100 new rows");
        assertThat(EventsPages.news(view("live=1"), 0).text()).isEmpty();
    }

    @Test
    void a_spreadsheet_has_every_digit_and_no_formula() {
        Feed feed = feed(
                view(""), true, null, happened(NOON, "=1+1", "0.000000000012"), earned(Kind.DISPUTE, NOON, "-1250"));
        List<List<String>> lines = FeedCsv.lines(feed);
        assertThat(lines.get(1))
                .contains("'=1+1", "0.000000000012", "event", "acme")
                .hasSameSizeAs(lines.get(0));
        assertThat(lines.get(2)).contains("dispute", "-1250", "Halcyon Freight").hasSameSizeAs(lines.get(0));
        assertThat(FeedCsv.fileName(feed)).isEqualTo("events-first-10000-2026-10-25-2026-11-23.csv");
    }
}

package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Kind;
import dev.costinsights.webui.events.FakeFeed;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Events page over real HTTP. */
class EventsPageIT extends DashboardTest {
    private final FakeFeed feed = new FakeFeed();

    @BeforeEach
    void serveFeed() throws Exception {
        feed.serve(vertx).await(10, TimeUnit.SECONDS);
    }

    @Test
    void every_question_names_the_readers_organization_and_the_filter() throws Exception {
        feed.events.add(FakeFeed.event(1, "2026-11-20T10:00:00Z", "chat.reply", "1.5"));
        feed.entries.add(FakeFeed.entry(2, Kind.ORDER, Instant.parse("2026-11-20T09:00:00Z"), "9900"));
        String session = modules.session();

        assertThat(get("/events?from=2026-11-01&to=2026-11-21", session).body())
                .contains("chat.reply", "−$0.01", "Halcyon Freight", "+$99.00");
        get("/events?name=a&customer=acme&query=gpt-5&metadata.plan=pro&source=user", session);

        assertThat(feed.asked).extracting(ListEvents::organizationId).containsOnly(Organizations.DEFAULT_ID);
        assertThat(feed.revenueAsked)
                .extracting(question -> question.organizationId())
                .containsOnly(Organizations.DEFAULT_ID);
        var filter = feed.asked.get(feed.asked.size() - 1).filter();
        assertThat(filter.names()).containsExactly("a");
        assertThat(filter.externalCustomerIds()).containsExactly("acme");
        assertThat(filter.query()).isEqualTo("gpt-5");
        assertThat(filter.metadata()).containsEntry("plan", Set.of("pro"));
    }

    @Test
    void a_form_leads_to_the_address_that_says_the_same() throws Exception {
        HttpResponse<String> sent = get("/events?customer=+acme&path=plan&value=pro&query=", modules.session());
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(location(sent)).isEqualTo("/events?customer=acme&metadata.plan=pro");
    }

    @Test
    void a_search_that_takes_too_long_keeps_its_filters() throws Exception {
        feed.list = question -> Future.failedFuture(new ContractException(ErrorCode.TIMEOUT, "Too long."));
        HttpResponse<String> page = get("/events?query=needle&metadata.plan=pro", modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("takes longer than a page waits", "value=\"needle\"", "Remove ");
    }

    @Test
    void names_that_cannot_be_told_do_not_stop_the_page_but_a_missing_module_does() throws Exception {
        feed.names = question -> Future.failedFuture(new ContractException(ErrorCode.TIMEOUT, "Too long."));
        assertThat(get("/events", modules.session()).body()).contains("Names can't be listed right now.");
        feed.list = question -> Future.failedFuture(new ContractException(ErrorCode.UNAVAILABLE, "Gone."));
        assertThat(get("/events", modules.session()).statusCode()).isEqualTo(503);
        assertThat(get("/events.csv", modules.session()).statusCode()).isEqualTo(503);
    }

    @Test
    void news_are_a_link_and_nothing_else() throws Exception {
        feed.events.add(FakeFeed.event(1, "2026-11-20T10:00:00Z", "chat.reply", "1.5"));
        String session = modules.session();
        String range = "/events?from=2026-11-01&to=2026-11-21&since=";
        assertThat(get(range + "start", session).body())
                .contains("1 new row<", "id=\"live\"")
                .doesNotContain("<main");
        long micros = Instant.parse("2026-11-20T10:00:00Z").getEpochSecond() * 1_000_000;
        assertThat(get(range + micros + ".1", session).body()).doesNotContain("new row<");
    }

    @Test
    void a_spreadsheet_has_what_the_filter_means() throws Exception {
        feed.events.add(FakeFeed.event(1, "2026-11-20T10:00:00Z", "chat.reply", "0.00012"));
        feed.events.add(FakeFeed.event(2, "2026-11-20T11:00:00Z", "other", "1"));
        HttpResponse<String> file = get("/events.csv?name=chat.reply&from=2026-11-01&to=2026-11-21", modules.session());
        assertThat(file.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"events-2026-11-01-2026-11-21.csv\"");
        assertThat(file.body().lines()).hasSize(2).last().asString().contains("chat.reply", "0.00012");
    }

    @Test
    void without_a_session_there_is_nothing_to_see() throws Exception {
        assertThat(get("/events", null).statusCode()).isEqualTo(303);
        assertThat(get("/events.csv", null).statusCode()).isEqualTo(303);
    }
}

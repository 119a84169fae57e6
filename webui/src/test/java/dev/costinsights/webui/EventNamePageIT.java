package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.GetEventType;
import dev.costinsights.contracts.events.UpdateEventType;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.webui.eventname.EventNameAnswers;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of an event name over real HTTP. */
class EventNamePageIT extends DashboardTest {
    private static final String PAGE = "/costs/event-name?name=chat.reply";
    private static final String LABEL = "/costs/event-name/label?name=chat.reply";
    private static final int TRACES = 230;

    private final List<GetEventType> typesAsked = new CopyOnWriteArrayList<>();
    private final List<TimeseriesQuery> statisticsAsked = new CopyOnWriteArrayList<>();
    private final List<ListEvents> tracesAsked = new CopyOnWriteArrayList<>();
    private final List<UpdateEventType> wishes = new CopyOnWriteArrayList<>();
    private volatile Function<GetEventType, Future<EventType>> type =
            ask -> ask.name().equals("chat.reply")
                    ? Future.succeededFuture(EventNameAnswers.type("chat.reply", "Chat reply", "title"))
                    : FakeModules.fail(ErrorCode.NOT_FOUND);
    private volatile Function<TimeseriesQuery, Future<TimeseriesAnswer>> statistics = EventNamePageIT::busy;
    private volatile Function<ListEvents, Future<EventPage>> traces =
            ask -> Future.succeededFuture(EventNameAnswers.traces(ask, TRACES));
    private volatile Function<UpdateEventType, Future<EventType>> update = wish ->
            Future.succeededFuture(EventNameAnswers.type("chat.reply", wish.label(), wish.labelPropertySelector()));

    @BeforeEach
    void serve() throws Exception {
        Future.all(
                        Channels.GET_EVENT_TYPE
                                .serve(vertx, ask -> {
                                    typesAsked.add(ask);
                                    return type.apply(ask);
                                })
                                .completion(),
                        Channels.TIMESERIES
                                .serve(vertx, ask -> {
                                    statisticsAsked.add(ask);
                                    return statistics.apply(ask);
                                })
                                .completion(),
                        Channels.LIST_EVENTS
                                .serve(vertx, ask -> {
                                    tracesAsked.add(ask);
                                    return traces.apply(ask);
                                })
                                .completion(),
                        Channels.UPDATE_EVENT_TYPE
                                .serve(vertx, wish -> {
                                    wishes.add(wish);
                                    return update.apply(wish);
                                })
                                .completion())
                .await(20, TimeUnit.SECONDS);
    }

    private static Future<TimeseriesAnswer> busy(TimeseriesQuery query) {
        EventStatistics statistics = EventNameAnswers.statistics("chat.reply", TRACES, "460", "2", "0.5", "4", "11.5");
        return Future.succeededFuture(EventNameAnswers.timeseries(query, List.of(statistics)));
    }

    @Test
    void the_page_shows_what_its_address_says_of_the_readers_organization_alone() throws Exception {
        HttpResponse<String> page =
                get(PAGE + "&from=2026-11-01&to=2026-11-20&customer=acme&page=9", modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Chat reply</h1>",
                        ">chat.reply<",
                        "201 – 230 of 230",
                        "Show everybody",
                        "One trace in a hundred");
        assertThat(typesAsked).containsExactly(new GetEventType(Organizations.DEFAULT_ID, "chat.reply"));
        assertThat(statisticsAsked).hasSize(3).allSatisfy(ask -> {
            assertThat(ask.scope().organizationId()).isEqualTo(Organizations.DEFAULT_ID);
            assertThat(ask.scope().filter().externalCustomerIds()).containsExactly("acme");
        });
        assertThat(tracesAsked).singleElement().satisfies(ask -> {
            assertThat(ask.organizationId()).isEqualTo(Organizations.DEFAULT_ID);
            assertThat(ask.offset()).isEqualTo(200);
        });
        HttpResponse<String> part = send(request(PAGE, modules.session()).header("HX-Target", "live"));
        assertThat(part.body()).contains("id=\"live\"", "id=\"total\"").doesNotContain("<main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/costs/event-name?name=nope", "/costs/event-name", "/costs/event-name?name=a%00b"})
    void a_name_that_is_not_there_is_not_found_and_keeps_the_way_back(String path) throws Exception {
        HttpResponse<String> page = get(path, modules.session());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Unknown event name", "href=\"/costs\"", "Event names by costs");
        assertThat(typesAsked).allSatisfy(ask -> assertThat(ask.name()).isEqualTo("nope"));
    }

    @Test
    void a_name_without_traces_says_where_its_events_are() throws Exception {
        statistics = query -> Future.succeededFuture(EventNameAnswers.timeseries(query, List.of()));
        assertThat(get(PAGE, modules.session()).body()).contains("See the 230 events");
        traces = ask -> Future.succeededFuture(EventNameAnswers.traces(ask, 0));
        assertThat(get(PAGE, modules.session()).body()).contains("No event has this name yet.");
    }

    @Test
    void a_part_that_fails_says_so_and_without_figures_there_is_no_page() throws Exception {
        traces = ask -> FakeModules.fail(ErrorCode.TIMEOUT);
        statistics =
                query -> query.scope().filter().names().isEmpty() ? FakeModules.fail(ErrorCode.INVALID) : busy(query);
        HttpResponse<String> page = get(PAGE, modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("The traces can't be shown right now.", "The other event names can't be shown right now.");
        statistics = query -> FakeModules.fail(ErrorCode.UNAVAILABLE);
        assertThat(get(PAGE, modules.session()).statusCode()).isEqualTo(503);
        type = ask -> FakeModules.fail(ErrorCode.TIMEOUT);
        assertThat(get(PAGE, modules.session()).statusCode()).isEqualTo(503);
    }

    @Test
    void the_label_is_changed_and_leads_back_to_the_same_days() throws Exception {
        HttpResponse<String> saved = post(
                LABEL + "&from=2026-11-01&to=2026-11-20",
                modules.session(),
                "csrf",
                FakeModules.CSRF,
                "label",
                " Replies ",
                "selector",
                "");
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(location(saved)).isEqualTo("/costs/event-name?from=2026-11-01&to=2026-11-20&name=chat.reply");
        assertThat(wishes)
                .containsExactly(
                        new UpdateEventType(Organizations.DEFAULT_ID, EventNameAnswers.TYPE_ID, "Replies", null));
        assertThat(location(get(LABEL, modules.session()))).isEqualTo(PAGE);
    }

    @Test
    void what_is_wrong_is_said_at_its_field_with_what_was_written() throws Exception {
        HttpResponse<String> refused = change(" ", "<script>" + "x".repeat(300));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"label-problem\">Write a label.<", "A path has at most 256 characters.")
                .contains("value=\"&lt;script&gt;xxx", "<details class=\"menu\" id=\"edit\" open=\"open\"")
                .doesNotContain("<script>x");
        assertThat(change("x".repeat(129), "").body()).contains("A label has at most 128 characters.");
        assertThat(change("a\0b", "").body()).contains("NUL");
        assertThat(wishes).isEmpty();
        assertThat(change("😀".repeat(128), "title").statusCode()).isEqualTo(303);
    }

    @Test
    void forged_forms_and_viewers_change_nothing() throws Exception {
        String session = modules.session();
        assertThat(post(LABEL, session, "label", "x").statusCode()).isEqualTo(403);
        assertThat(post(LABEL, session, "csrf", "guess", "label", "x").statusCode())
                .isEqualTo(403);
        modules.role = Role.VIEWER;
        assertThat(change("x", "").statusCode()).isEqualTo(403);
        assertThat(get(PAGE, session).body()).contains("Chat reply").doesNotContain("Edit label");
        assertThat(wishes).isEmpty();
        modules.role = Role.MEMBER;
        assertThat(change("x", "").statusCode()).isEqualTo(303);
    }

    @Test
    void a_change_without_an_answer_says_what_is_not_known() throws Exception {
        update = wish -> FakeModules.fail(ErrorCode.TIMEOUT);
        HttpResponse<String> page = change("x", "");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("may have been changed or not", "href=\"" + PAGE + "\"");
        update = wish -> FakeModules.fail(ErrorCode.NOT_FOUND);
        assertThat(change("x", "").statusCode()).isEqualTo(404);
    }

    @Test
    void each_table_is_a_file_with_all_rows_and_digits() throws Exception {
        String session = modules.session();
        HttpResponse<String> all = get("/costs/event-name.csv?name=chat.reply", session);
        assertThat(all.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(all.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"traces-of-chat.reply-2026-10-25-2026-11-23.csv\"");
        List<String> lines = all.body().lines().toList();
        assertThat(lines).hasSize(TRACES + 1);
        assertThat(lines.get(0))
                .isEqualTo(
                        "time,event_id,label,customer_id,external_customer_id,customer,events,costs_cents,deviation");
        assertThat(lines.get(2)).contains(",trace 1,", "Customer <1>", ",2,1,-0.5");
        assertThat(tracesAsked).extracting(ListEvents::offset).containsExactly(0L, 100L, 200L);

        List<String> periods = get("/costs/event-name.csv?name=chat.reply&table=periods", session)
                .body()
                .lines()
                .toList();
        assertThat(periods).hasSize(31);
        assertThat(periods.get(1)).isEqualTo("2026-10-24T23:00:00Z,2026-10-26T00:00:00Z,230,7,460,2,0.5,4,11.5");
        assertThat(periods.get(5)).endsWith(",0,0,0,,,,");
        assertThat(get("/costs/event-name.csv?name=nope&table=names", session).body())
                .contains("chat.reply,chat.reply,230,7,460");
        assertThat(get("/costs/event-name.csv?name=nope", session).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> change(String label, String selector) throws Exception {
        return post(LABEL, modules.session(), "csrf", FakeModules.CSRF, "label", label, "selector", selector);
    }
}

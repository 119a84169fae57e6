package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.FoundEvent;
import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.webui.trace.Traces;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Event page over real HTTP; presentation is a stand-in on the bus that holds one trace. */
class EventPageIT extends DashboardTest {

    private final List<ListEvents> lists = new CopyOnWriteArrayList<>();
    private final List<GetEvent> gets = new CopyOnWriteArrayList<>();
    private final List<TimeseriesQuery> statisticsAsked = new CopyOnWriteArrayList<>();
    private final Map<UUID, Event> events = new HashMap<>();

    private volatile int mostTogether = Integer.MAX_VALUE;
    private volatile Function<ListEvents, Future<EventPage>> list = this::beneath;
    private volatile Function<TimeseriesQuery, Future<TimeseriesAnswer>> statistics =
            query -> Future.succeededFuture(Traces.statistics(500, "10", "1", "20", "30", StatisticsSource.EXACT));

    @BeforeEach
    void serve() throws Exception {
        hold(Traces.agent(), "root");
        Future.all(
                        Channels.GET_EVENT
                                .serve(vertx, ask -> {
                                    gets.add(ask);
                                    Event event = events.get(ask.id());
                                    return event == null
                                                    || !ask.organizationId().equals(Organizations.DEFAULT_ID)
                                            ? FakeModules.fail(ErrorCode.NOT_FOUND)
                                            : Future.succeededFuture(new FoundEvent(event, Traces.START));
                                })
                                .completion(),
                        Channels.LIST_EVENTS
                                .serve(vertx, ask -> {
                                    lists.add(ask);
                                    return list.apply(ask);
                                })
                                .completion(),
                        Channels.TIMESERIES
                                .serve(vertx, ask -> {
                                    statisticsAsked.add(ask);
                                    return statistics.apply(ask);
                                })
                                .completion())
                .await(20, TimeUnit.SECONDS);
    }

    @Test
    void a_trace_is_shown_to_its_own_organization() throws Exception {
        HttpResponse<String> page = get(address("root"), modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("llm.inference", "8 events, rolled up", "Above p99", "Fernwright");
        assertThat(gets).extracting(GetEvent::organizationId).containsOnly(Organizations.DEFAULT_ID);
        assertThat(lists).extracting(ListEvents::organizationId).containsOnly(Organizations.DEFAULT_ID);
        assertThat(statisticsAsked).singleElement().satisfies(asked -> {
            assertThat(asked.scope().organizationId()).isEqualTo(Organizations.DEFAULT_ID);
            assertThat(asked.scope().filter().names()).containsExactly("agent.run");
            assertThat(asked.scope().range().zone()).isEqualTo(FakeModules.ZONE);
        });
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .doesNotContain("unsafe");
    }

    @Test
    void nobody_signed_in_is_led_to_sign_in() throws Exception {
        assertThat(get(address("root"), null).statusCode()).isEqualTo(303);
        assertThat(get(address("root") + ".csv", null).statusCode()).isEqualTo(303);
        assertThat(gets).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events/5f0c0a5e-1111-4222-8333-444455556666",
                "/events/5f0c0a5e-1111-4222-8333-444455556666.csv",
                "/events/nonsense",
                "/events/------------------------------------",
                "/events/5f0c0a5e-1111-4222-8333-44445555666",
                "/events/%3Cscript%3Ealert(1)%3C%2Fscript%3E"
            })
    void what_is_no_event_of_the_organization_is_not_found(String path) throws Exception {
        HttpResponse<String> page = get(path, modules.session());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here").doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"UNAVAILABLE", "TIMEOUT", "OVERLOADED"})
    void a_part_that_cannot_be_had_leaves_the_rest(ErrorCode code) throws Exception {
        list = ask -> FakeModules.fail(code);
        statistics = ask -> FakeModules.fail(code);
        HttpResponse<String> page = get(address("root"), modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("can't be listed right now", "7 more events", "can&#39;t be told right now");
        // A file with a hole in it is worse than none.
        assertThat(get(address("root") + ".csv", modules.session()).statusCode())
                .isEqualTo(503);
    }

    @Test
    void a_defect_is_not_hidden() throws Exception {
        statistics = ask -> FakeModules.fail(ErrorCode.INTERNAL);
        assertThat(get(address("root"), modules.session()).statusCode()).isEqualTo(500);
    }

    @Test
    void a_step_leads_up_to_its_root() throws Exception {
        HttpResponse<String> page = get(address("a2-call"), modules.session());
        assertThat(page.body()).contains("Level 3 of the trace", address("a2"), address("root"), "Language model");
        assertThat(lists).isEmpty();
    }

    @Test
    void deep_traces_are_read_further_and_very_deep_ones_say_what_is_left_out() throws Exception {
        holdChain(90);
        HttpResponse<String> page = get(address("0"), modules.session());
        assertThat(page.body()).contains("90 events, rolled up", "44 more events", "of the 46 events read");
        assertThat(lists).hasSize(9);
        HttpResponse<String> deepest = get(address("89"), modules.session());
        assertThat(deepest.body()).contains("More than 10 levels beneath the root of its trace.");
    }

    @Test
    void a_wide_trace_shows_children_before_deeper_events() throws Exception {
        var wide = new Traces().with("wide", null, "batch", 0, null);
        for (int i = 0; i < 700; i++) {
            wide.with("w" + i, "wide", "batch.item", i, "0.25").with("x" + i, "w" + i, "batch.sub", 0, "0.01");
        }
        hold(wide, "wide");
        HttpResponse<String> page = get(address("wide"), modules.session());
        assertThat(page.body()).contains("1,401 events, rolled up", "At most 1,000 events beneath it are read");
        assertThat(lists).extracting(ListEvents::depth).containsExactly(5, 1);
        assertThat(get(address("wide") + ".csv", modules.session()).body().lines())
                .hasSize(1 + 1_001 + 1)
                .last()
                .asString()
                .contains("400 events that were not read");
    }

    @Test
    void texts_too_long_for_one_answer_are_asked_for_in_smaller_parts() throws Exception {
        mostTogether = 100;
        HttpResponse<String> page = get(address("root"), modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("sandbox.run");
        assertThat(lists).extracting(ListEvents::limit).startsWith(1_000, 100);
    }

    @Test
    void the_table_is_a_file_that_adds_up_and_computes_nothing() throws Exception {
        hold(
                new Traces().with("root", null, "=1+1", 0, "1").with("b", "root", "a,\"b\"", 1.5, "-0.000000000001"),
                "root");
        HttpResponse<String> file = get(address("root") + ".csv?view=cost", modules.session());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"trace-" + Traces.id("root") + ".csv\"");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("level,id,parent_id,name").endsWith("cost_with_everything_beneath_cents");
        assertThat(lines.get(1)).contains(",'=1+1,").endsWith(",1,0.999999999999");
        assertThat(lines.get(2)).contains(",\"a,\"\"b\"\"\",", ",1.5,").endsWith(",-0.000000000001,-0.000000000001");
    }

    private void holdChain(int length) {
        var chain = new Traces().with("0", null, "deep", 0, "1");
        for (int i = 1; i < length; i++) {
            chain.with("" + i, "" + (i - 1), "deep", i, "1");
        }
        hold(chain, "0");
    }

    private void hold(Traces traces, String root) {
        events.clear();
        events.put(Traces.id(root), traces.get(root));
        traces.beneath(root).forEach(event -> events.put(event.id(), event));
    }

    private Future<EventPage> beneath(ListEvents ask) {
        if (ask.limit() > mostTogether) {
            return Future.failedFuture(new ContractException(ErrorCode.INVALID, "These events hold too much text."));
        }
        List<Event> found = events.values().stream()
                .filter(event -> distance(event, ask.parentId()) <= ask.depth())
                .sorted(Comparator.comparing(Event::timestamp).thenComparing(Event::id))
                .toList();
        boolean more = found.size() > ask.limit();
        return Future.succeededFuture(
                new EventPage(more ? found.subList(0, ask.limit()) : found, more, null, Traces.START));
    }

    /** Steps from an event up to another; very many when it isn't above it. */
    private int distance(Event event, UUID above) {
        int steps = 0;
        for (Event at = event; at.parentId() != null; at = events.get(at.parentId())) {
            steps++;
            if (at.parentId().equals(above)) {
                return steps;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static String address(String key) {
        return "/events/" + Traces.id(key);
    }
}

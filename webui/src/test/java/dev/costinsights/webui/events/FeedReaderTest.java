package dev.costinsights.webui.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedReaderTest {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final FakeFeed fake = new FakeFeed();
    private final FeedReader reader = new FeedReader(vertx, Clock.systemUTC());

    @BeforeEach
    void serve() throws Exception {
        fake.serve(vertx).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Few instants, so that many rows share one; {@code crowd} events at one of them, more than a page has. */
    private void fill(int seed, int crowd) {
        var random = new Random(seed);
        for (int i = 0; i < 220 + crowd; i++) {
            int place = i < crowd ? 5 : random.nextInt(24);
            fake.events.add(FakeFeed.event(i, START.plusSeconds(place), "chat.reply", "1", Map.of()));
        }
        for (int i = 1000; i < 1180; i++) {
            Instant at = START.plusSeconds(random.nextInt(24));
            fake.entries.add(FakeFeed.entry(i, Kind.ORDER, at, "100"));
            if (random.nextInt(4) == 0) {
                fake.entries.add(FakeFeed.entry(i, Kind.REFUND, at, "-50"));
            }
        }
    }

    private static EventsView view(String... namesAndValues) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return EventsViewParser.parse(query, ZoneOffset.UTC, zone -> LocalDate.parse("2026-11-23"))
                .view();
    }

    private Feed page(EventsView view) throws Exception {
        return reader.page(new FeedQuestions(Organizations.DEFAULT_ID, view, CustomerNames.NONE))
                .await(10, TimeUnit.SECONDS);
    }

    private List<FeedRow> all(EventsView view) throws Exception {
        return reader.all(new FeedQuestions(Organizations.DEFAULT_ID, view, CustomerNames.NONE), 10_000)
                .await(10, TimeUnit.SECONDS)
                .rows();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, newest", "2, 0, oldest", "3, 250, newest", "4, 250, oldest", "5, 99, newest", "6, 350, newest"})
    void pages_lose_and_repeat_nothing_in_either_direction(int seed, int crowd, String sort) throws Exception {
        fill(seed, crowd);
        EventsView view = view("sort", sort);

        List<FeedRow> forward = new ArrayList<>();
        Feed page = page(view);
        forward.addAll(page.rows());
        assertThat(page.hasBefore()).isFalse();
        while (page.hasMore()) {
            page = page(view.after(page.end()));
            assertThat(page.hasBefore()).isTrue();
            forward.addAll(page.rows());
        }
        assertThat(forward).hasSize(fake.events.size() + fake.entries.size()).doesNotHaveDuplicates();

        List<FeedRow> backward = new ArrayList<>(page.rows());
        while (page.hasBefore()) {
            page = page(view.before(page.start()));
            backward.addAll(0, page.rows());
        }
        assertThat(backward).isEqualTo(forward);
        assertThat(all(view)).isEqualTo(forward);
    }

    @Test
    void the_oldest_first_is_the_newest_first_from_its_end() throws Exception {
        fill(7, 120);
        List<FeedRow> oldest = new ArrayList<>(all(view("sort", "oldest")));
        Collections.reverse(oldest);
        assertThat(oldest).isEqualTo(all(view()));
    }

    @Test
    void what_arrives_meanwhile_moves_no_page() throws Exception {
        fill(8, 0);
        List<FeedRow> before = all(view());
        Feed first = page(view());
        fake.events.add(FakeFeed.event(5000, START.plusSeconds(60), "late", "1", Map.of()));

        Feed second = page(view().after(first.end()));

        assertThat(second.rows())
                .isEqualTo(before.subList(
                        first.rows().size(), first.rows().size() + second.rows().size()));
        assertThat(page(view().before(second.start())).rows()).isEqualTo(first.rows());
        assertThat(reader.countSince(
                                new FeedQuestions(Organizations.DEFAULT_ID, view(), CustomerNames.NONE), first.start())
                        .await(10, TimeUnit.SECONDS))
                .isEqualTo(1);
    }

    @Test
    void a_place_where_nothing_is_left_is_the_first_page() throws Exception {
        fill(9, 0);
        Feed page = page(view("after", "0.1"));
        assertThat(page.rows()).isEqualTo(page(view()).rows());
        assertThat(page.view().href()).isEqualTo("/events");
    }

    @Test
    void filters_of_events_leave_revenue_out_and_sources_choose() throws Exception {
        fill(10, 0);
        assertThat(all(view("name", "chat.reply"))).hasSize(fake.events.size());
        assertThat(all(view("source", "system"))).hasSize(fake.entries.size());
        assertThat(all(view("source", "user"))).hasSize(fake.events.size());
        assertThat(all(view("show", "costs"))).hasSize(fake.events.size());
        assertThat(all(view("show", "revenue"))).hasSize(fake.entries.size());
        assertThat(all(view("customer", "nobody")))
                .as("nobody registered has no revenue; the events are the bus's to find")
                .hasSize(fake.events.size());
    }

    @Test
    void a_filter_asks_for_events_wherever_they_stand_in_a_trace() throws Exception {
        page(view());
        page(view("name", "llm"));
        page(view("name", "llm", "tree", "traces"));
        page(view("tree", "events"));
        assertThat(fake.asked).extracting(question -> question.depth()).containsExactly(0, null, 0, null);
        assertThat(fake.asked)
                .extracting(question -> question.aggregateFields())
                .containsExactly(List.of("_cost.amount"), List.of(), List.of("_cost.amount"), List.of());
    }
}

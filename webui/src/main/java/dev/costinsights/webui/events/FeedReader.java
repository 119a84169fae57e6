package dev.costinsights.webui.events;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.webui.events.FeedRow.Earned;
import dev.costinsights.webui.events.FeedRow.Happened;
import dev.costinsights.webui.events.Stretch.Part;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the feed over the bus: two streams, one of events and one of revenue, merged by time. */
final class FeedReader {
    static final int PAGE_ROWS = 100;

    private static final int PIECE = 500;

    private final Vertx vertx;
    private final Clock clock;

    FeedReader(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    private record Read(Stretch stretch, Instant asOf) {}

    /** The page of a view; where nothing stands at its place, the first. */
    Future<Feed> page(FeedQuestions questions) {
        EventsView view = questions.view();
        boolean forward = view.before() == null;
        Cursor from = forward ? view.after() : view.before();
        boolean back = forward == view.newestFirst();
        return read(questions, from, back, PAGE_ROWS).compose(read -> {
            Stretch stretch = read.stretch();
            if (from != null && stretch.rows().isEmpty()) {
                return page(new FeedQuestions(questions.organizationId(), view.first(), questions.customers()));
            }
            return begin(questions, from, stretch).map(begin -> feed(view, from, read, begin));
        });
    }

    private static Feed feed(EventsView view, @Nullable Cursor from, Read read, @Nullable Cursor begin) {
        Stretch stretch = read.stretch();
        Cursor end = stretch.rows().isEmpty() ? null : stretch.end(from);
        if (view.before() == null) {
            return new Feed(
                    view,
                    stretch.rows(),
                    from != null,
                    stretch.hasMore(),
                    null,
                    stretch.next(),
                    begin,
                    end,
                    read.asOf());
        }
        List<FeedRow> reversed = new ArrayList<>(stretch.rows());
        Collections.reverse(reversed);
        return new Feed(view, reversed, stretch.hasMore(), true, stretch.next(), null, end, begin, read.asOf());
    }

    private Future<@Nullable Cursor> begin(FeedQuestions questions, @Nullable Cursor from, Stretch stretch) {
        if (stretch.rows().isEmpty()) {
            return Future.succeededFuture(null);
        }
        Cursor begin = stretch.begin(from, OptionalInt.empty());
        if (begin != null) {
            return Future.succeededFuture(begin);
        }
        Instant at = stretch.rows().get(0).at();
        return Channels.LIST_EVENTS
                .ask(vertx, questions.countedAt(at))
                .map(counted -> stretch.begin(
                        from,
                        OptionalInt.of(
                                Objects.requireNonNull(counted.totalCount()).intValue())));
    }

    /**
     * How many rows are newer than a place.
     *
     * @param since null for all
     * @return one more than a page has when there are more
     */
    Future<Integer> countSince(FeedQuestions questions, @Nullable Cursor since) {
        return read(questions, since, false, PAGE_ROWS)
                .map(read -> read.stretch().rows().size() + (read.stretch().hasMore() ? 1 : 0));
    }

    /** The first rows of a view, in its order. */
    Future<Feed> all(FeedQuestions questions, int limit) {
        return more(questions, new ArrayList<>(), null, limit);
    }

    private Future<Feed> more(FeedQuestions questions, List<FeedRow> rows, @Nullable Cursor from, int limit) {
        EventsView view = questions.view();
        return read(questions, from, view.newestFirst(), Math.min(PIECE, limit - rows.size()))
                .compose(read -> {
                    Stretch stretch = read.stretch();
                    rows.addAll(stretch.rows());
                    boolean goesOn = stretch.hasMore() && rows.size() < limit;
                    return goesOn
                            ? more(questions, rows, stretch.end(from), limit)
                            : Future.succeededFuture(new Feed(
                                    view, rows, false, stretch.hasMore(), null, null, null, null, read.asOf()));
                });
    }

    private Future<Read> read(FeedQuestions questions, @Nullable Cursor from, boolean back, int limit) {
        var events = events(questions, from, back, limit + 1);
        var revenue = revenue(questions, from, back, limit + 1);
        return Future.all(events, revenue).map(both -> {
            Instant asOf = events.result().asOf();
            Instant other = revenue.result().asOf();
            return new Read(
                    Stretch.merge(events.result().part(), revenue.result().part(), back, limit),
                    other.isBefore(asOf) ? other : asOf);
        });
    }

    private record Answered<T extends FeedRow>(Part<T> part, Instant asOf) {}

    private Future<Answered<Happened>> events(FeedQuestions questions, @Nullable Cursor from, boolean back, int limit) {
        if (!questions.asksEvents()) {
            return Future.succeededFuture(new Answered<>(Part.none(), clock.instant()));
        }
        boolean ofTraces = questions.view().rootsOnly();
        return Channels.LIST_EVENTS
                .ask(vertx, questions.events(from, back, limit))
                .map(page -> new Answered<>(part(page, ofTraces), page.asOf()));
    }

    private static Part<Happened> part(EventPage page, boolean ofTraces) {
        return new Part<>(
                page.items().stream()
                        .map(event ->
                                new Happened(event, ofTraces ? event.sums().get(FeedQuestions.COST) : own(event)))
                        .toList(),
                page.hasMore());
    }

    private static @Nullable BigDecimal own(Event event) {
        return event.cost() == null ? null : event.cost().cents();
    }

    private Future<Answered<Earned>> revenue(FeedQuestions questions, @Nullable Cursor from, boolean back, int limit) {
        if (!questions.asksRevenue()) {
            return Future.succeededFuture(new Answered<>(Part.none(), clock.instant()));
        }
        return Channels.LIST_REVENUE_ENTRIES
                .ask(vertx, questions.revenue(from, back, limit))
                .map(page -> new Answered<>(
                        new Part<>(page.items().stream().map(Earned::new).toList(), page.hasMore()), page.asOf()));
    }

    /** Who the customers of a filter are. */
    Future<CustomerNames> customers(UUID organizationId, Filters filters) {
        Map<String, Future<@Nullable Customer>> asked = new LinkedHashMap<>();
        for (String key : filters.customers()) {
            asked.put(key, customer(organizationId, key));
        }
        if (asked.isEmpty()) {
            return Future.succeededFuture(CustomerNames.NONE);
        }
        return Future.all(List.copyOf(asked.values())).map(all -> {
            Map<String, Customer> byKey = new LinkedHashMap<>();
            asked.forEach((key, answer) -> {
                if (answer.result() != null) {
                    byKey.put(key, answer.result());
                }
            });
            return CustomerNames.of(filters.customers(), byKey);
        });
    }

    /** By its external id; what looks like an id may be one. */
    private Future<@Nullable Customer> customer(UUID organizationId, String key) {
        return find(organizationId, CustomerRef.ofExternalId(key))
                .compose(found -> found != null || CustomerNames.id(key).isEmpty()
                        ? Future.succeededFuture(found)
                        : find(
                                organizationId,
                                CustomerRef.of(CustomerNames.id(key).get())));
    }

    private Future<@Nullable Customer> find(UUID organizationId, CustomerRef customer) {
        return Channels.GET_CUSTOMER
                .ask(vertx, new GetCustomer(organizationId, customer))
                .recover(failure -> failure instanceof ContractException known && known.code() == ErrorCode.NOT_FOUND
                        ? Future.succeededFuture(null)
                        : Future.failedFuture(failure));
    }
}

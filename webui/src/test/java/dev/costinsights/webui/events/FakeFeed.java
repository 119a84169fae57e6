package dev.costinsights.webui.events;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers for the feed as presentation does, from lists that a test fills. */
public final class FakeFeed {
    public static final Instant AS_OF = Instant.parse("2026-11-23T12:00:00Z");

    public final List<Event> events = new CopyOnWriteArrayList<>();
    public final List<Entry> entries = new CopyOnWriteArrayList<>();
    public final List<ListEvents> asked = new CopyOnWriteArrayList<>();
    public final List<ListRevenueEntries> revenueAsked = new CopyOnWriteArrayList<>();
    public volatile Function<ListEventNames, Future<EventNamePage>> names =
            question -> Future.succeededFuture(new EventNamePage(List.of(), 0, AS_OF));
    public volatile Function<ListEvents, Future<EventPage>> list = question -> Future.succeededFuture(page(question));

    /** Serves until the bus is closed. */
    public Future<?> serve(Vertx vertx) {
        return Future.all(List.of(
                Channels.LIST_EVENTS
                        .serve(vertx, question -> {
                            asked.add(question);
                            return list.apply(question);
                        })
                        .completion(),
                Channels.LIST_REVENUE_ENTRIES
                        .serve(vertx, question -> {
                            revenueAsked.add(question);
                            return Future.succeededFuture(page(question));
                        })
                        .completion(),
                Channels.LIST_EVENT_NAMES
                        .serve(vertx, question -> names.apply(question))
                        .completion(),
                Channels.GET_CUSTOMER
                        .serve(
                                vertx,
                                question -> Future.failedFuture(
                                        new ContractException(ErrorCode.NOT_FOUND, "There is no such customer.")))
                        .completion()));
    }

    EventPage page(ListEvents question) {
        Comparator<Event> order = Comparator.comparing(Event::timestamp).thenComparing(Event::id);
        List<Event> found = events.stream()
                .filter(event -> question.filter().names().isEmpty()
                        || question.filter().names().contains(event.name()))
                .filter(event -> question.filter().after() == null
                        || event.timestamp().isAfter(question.filter().after()))
                .filter(event -> question.filter().before() == null
                        || event.timestamp().isBefore(question.filter().before()))
                .sorted(question.newestFirst() ? order.reversed() : order)
                .toList();
        List<Event> page =
                found.stream().skip(question.offset()).limit(question.limit()).toList();
        return new EventPage(
                page,
                found.size() > question.offset() + page.size(),
                question.counted() ? Long.valueOf(found.size()) : null,
                AS_OF);
    }

    /** Those of one place stay together. */
    RevenueEntryPage page(ListRevenueEntries question) {
        Comparator<Entry> order =
                Comparator.comparing(Entry::at).thenComparing(Entry::id).thenComparing(Entry::kind);
        List<Entry> found = entries.stream()
                .filter(entry ->
                        !entry.at().isBefore(question.from()) && entry.at().isBefore(question.before()))
                .filter(entry -> question.after() == null || isBehind(entry, question))
                .sorted(question.newestFirst() ? order.reversed() : order)
                .toList();
        int size = Math.min(question.limit(), found.size());
        while (size > 0
                && size < found.size()
                && found.get(size - 1).id().equals(found.get(size).id())) {
            size++;
        }
        return new RevenueEntryPage(new ArrayList<>(found.subList(0, size)), found.size() > size, AS_OF);
    }

    private static boolean isBehind(Entry entry, ListRevenueEntries question) {
        int order = entry.at().compareTo(question.after().at());
        if (order == 0) {
            order = entry.id().toString().compareTo(question.after().id().toString());
        }
        return question.newestFirst() ? order < 0 : order > 0;
    }

    /** Ids whose order as texts is that of their numbers. */
    public static UUID id(int number) {
        return UUID.fromString("00000000-0000-4000-0000-%012d".formatted(number));
    }

    /** Of nobody, without metadata. */
    public static Event event(int number, String at, String name, String costCents) {
        return event(number, Instant.parse(at), name, costCents, Map.of());
    }

    static Event event(int number, Instant at, String name, String costCents, Map<String, MetadataValue> metadata) {
        BigDecimal cost = new BigDecimal(costCents);
        return new Event(
                Organizations.DEFAULT_ID,
                id(number),
                at,
                name,
                name,
                null,
                null,
                "acme",
                null,
                null,
                null,
                0,
                metadata,
                new CostAmount(cost),
                null,
                Map.of(FeedQuestions.COST, cost));
    }

    /** Of an order that has the same id. */
    public static Entry entry(int number, Kind kind, Instant at, String cents) {
        return new Entry(
                id(number),
                kind,
                id(number),
                at,
                new BigDecimal(cents),
                id(7),
                "Halcyon Freight",
                id(8),
                "Scale, monthly",
                kind == Kind.ORDER ? "subscription_cycle" : null);
    }
}

package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesAnswer.PeriodStatistics;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers about event names as presentation gives them. */
public final class EventNameAnswers {
    public static final UUID TYPE_ID = UUID.fromString("22222222-2222-4222-8222-222222222222");
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private EventNameAnswers() {}

    public static EventType type(String name, String label, @Nullable String selector) {
        return new EventType(Organizations.DEFAULT_ID, TYPE_ID, name, label, selector, Instant.EPOCH, null);
    }

    /** Of one name: average, p10, p90 and p99 in cents. */
    public static EventStatistics statistics(String name, long occurrences, String total, String... figures) {
        var costs = new FieldStatistics(
                new BigDecimal(total),
                new BigDecimal(figures[0]),
                new BigDecimal(figures[1]),
                new BigDecimal(figures[2]),
                new BigDecimal(figures[3]));
        return new EventStatistics(name, name, TYPE_ID, occurrences, Math.min(occurrences, 7), List.of(costs));
    }

    /** The same in each period; nothing in every fifth. */
    public static TimeseriesAnswer timeseries(TimeseriesQuery query, List<EventStatistics> totals) {
        List<PeriodStatistics> periods = new ArrayList<>();
        for (Period period : query.interval().periodsOf(query.scope().range())) {
            boolean gap = periods.size() % 5 == 4;
            periods.add(new PeriodStatistics(
                    period,
                    totals.stream()
                            .map(total -> gap ? nothing(total.name()) : total)
                            .toList()));
        }
        return new TimeseriesAnswer(periods, totals, new StatisticsSource(StatisticsSource.EXACT, NOW));
    }

    private static EventStatistics nothing(String name) {
        return new EventStatistics(name, name, TYPE_ID, 0, 0, List.of(FieldStatistics.NONE));
    }

    /** A full page of traces, of which every tenth has no cost and every third no customer. */
    public static EventPage traces(ListEvents question, long total) {
        List<Event> events = new ArrayList<>();
        for (long i = question.offset(); i < Math.min(total, question.offset() + question.limit()); i++) {
            events.add(trace(i, "trace " + i, i % 10 == 9 ? null : String.valueOf(i % 7), i % 3 == 2));
        }
        long end = question.offset() + events.size();
        return new EventPage(events, end < total, question.counted() ? total : null, NOW);
    }

    /** @param cents null for a trace without a cost */
    public static Event trace(long number, String label, @Nullable String cents, boolean ofNobody) {
        Customer customer = ofNobody ? null : customer("Customer <" + number + ">");
        return new Event(
                Organizations.DEFAULT_ID,
                new UUID(1, number),
                NOW.minusSeconds(number * 3_600),
                "chat.reply",
                label,
                customer == null ? null : customer.id(),
                customer,
                null,
                null,
                null,
                null,
                number % 2,
                Map.of(),
                null,
                null,
                cents == null ? Map.of() : Map.of(StatisticsScope.COST, new BigDecimal(cents)));
    }

    private static Customer customer(String name) {
        return new Customer(
                Organizations.DEFAULT_ID,
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "ext-" + name,
                Customer.Type.INDIVIDUAL,
                null,
                name,
                null,
                null,
                null,
                null,
                Map.of(),
                Instant.EPOCH,
                null,
                null);
    }
}

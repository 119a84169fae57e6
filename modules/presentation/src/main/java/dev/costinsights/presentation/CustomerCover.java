package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Time as customers' totals have it: whole UTC months and days inside, and edges that only the log is fine enough for.
 *
 * @param segments months and days, in order
 * @param edges parts of UTC days
 */
record CustomerCover(List<Segment> segments, List<Edge> edges) {
    CustomerCover {
        segments = List.copyOf(segments);
        edges = List.copyOf(edges);
    }

    /** A part of a day, its start inclusive, its end exclusive. */
    record Edge(Instant from, Instant to) {}

    static CustomerCover of(TimeRange range) {
        return of(Cover.aligned(range.startInstant()), Cover.aligned(range.endInstant()));
    }

    /** @param from and {@code to} on a quarter-hour */
    static CustomerCover of(Instant from, Instant to) {
        Instant firstDay = Cover.ceiling(Segment.DAY, from);
        Instant lastDay = Cover.floor(Segment.DAY, to);
        if (firstDay.isAfter(lastDay)) {
            return new CustomerCover(List.of(), edges(new Edge(from, to)));
        }
        return new CustomerCover(
                monthsAndDays(firstDay, lastDay), edges(new Edge(from, firstDay), new Edge(lastDay, to)));
    }

    /**
     * Covers the periods between neighbouring boundaries and everything before the first; no segment reaches over a
     * boundary, an edge may.
     *
     * @param boundaries sorted, each on a quarter-hour
     */
    static CustomerCover withHistory(List<Instant> boundaries) {
        List<Segment> segments = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        Instant from = Cover.BEGINNING;
        for (Instant to : boundaries) {
            CustomerCover period = of(from, to);
            segments.addAll(period.segments());
            period.edges().forEach(edge -> append(edge, edges));
            from = to;
        }
        return new CustomerCover(segments, edges);
    }

    /** Neighbours become one. */
    private static void append(Edge edge, List<Edge> edges) {
        Edge last = edges.isEmpty() ? null : edges.get(edges.size() - 1);
        if (last != null && last.to().equals(edge.from())) {
            edges.set(edges.size() - 1, new Edge(last.from(), edge.to()));
        } else {
            edges.add(edge);
        }
    }

    /** Appends two arrays: {@code timestamptz[]}, {@code timestamptz[]}. */
    void addEdgesTo(Tuple parameters) {
        parameters
                .addArrayOfOffsetDateTime(
                        Segment.times(edges.stream().map(Edge::from).toList()))
                .addArrayOfOffsetDateTime(
                        Segment.times(edges.stream().map(Edge::to).toList()));
    }

    private static List<Edge> edges(Edge... edges) {
        List<Edge> kept = new ArrayList<>();
        for (Edge edge : edges) {
            if (edge.from().isBefore(edge.to())) {
                kept.add(edge);
            }
        }
        return kept;
    }

    private static List<Segment> monthsAndDays(Instant from, Instant to) {
        Instant floor = monthOf(from);
        Instant firstMonth = floor.equals(from) ? from : nextMonth(floor);
        Instant lastMonth = monthOf(to);
        List<Segment> segments = new ArrayList<>();
        if (firstMonth.isBefore(lastMonth)) {
            add(segments, Segment.DAY, from, firstMonth);
            add(segments, Segment.MONTH, firstMonth, lastMonth);
            add(segments, Segment.DAY, lastMonth, to);
        } else {
            add(segments, Segment.DAY, from, to);
        }
        return segments;
    }

    private static void add(List<Segment> segments, int grain, Instant from, Instant to) {
        if (from.isBefore(to)) {
            segments.add(new Segment(grain, from, to));
        }
    }

    private static Instant monthOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
    }

    private static Instant nextMonth(Instant month) {
        return month.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    }
}

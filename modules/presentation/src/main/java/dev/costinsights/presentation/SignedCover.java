package dev.costinsights.presentation;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time as sums by customer read it fastest: whole UTC months, and days and parts of days added, or taken away
 * again where that is shorter. There may be as many customers as events, so that every day left out counts.
 *
 * @param parts months and days
 * @param edges parts of UTC days, which only the log is fine enough for
 */
record SignedCover(List<Part> parts, List<Edge> edges) {
    SignedCover {
        parts = List.copyOf(parts);
        edges = List.copyOf(edges);
    }

    /** @param taken whether it is taken away */
    record Part(Segment segment, boolean taken) {}

    /**
     * @param from inclusive
     * @param to exclusive
     * @param taken whether it is taken away
     */
    record Edge(Instant from, Instant to, boolean taken) {}

    /** An end of a stretch, the midnight that is nearest and the start of a month that is nearest to that. */
    private record End(Instant exact, Instant day, Instant month) {
        static End of(Instant exact) {
            Instant day = nearest(exact, Cover.floor(Segment.DAY, exact), Cover.ceiling(Segment.DAY, exact));
            return new End(exact, day, nearest(day, monthOf(day), ceilingOfMonth(day)));
        }

        /** Nothing lies between this and the end of its month. */
        static End beforeNothing(Instant exact) {
            Instant month = ceilingOfMonth(exact);
            return new End(month, month, month);
        }

        private static Instant nearest(Instant exact, Instant before, Instant after) {
            return Duration.between(before, exact).compareTo(Duration.between(exact, after)) <= 0 ? before : after;
        }

        long daysFromMonth() {
            return Math.abs(Duration.between(month, day).toDays());
        }
    }

    /**
     * @param from inclusive
     * @param to exclusive
     * @param endOfData nothing was recorded at or after it
     */
    static SignedCover of(Instant from, Instant to, Instant endOfData) {
        Instant first = Cover.aligned(from);
        Instant last = Cover.aligned(to);
        if (!first.isBefore(last) || !first.isBefore(endOfData)) {
            return new SignedCover(List.of(), List.of());
        }
        End start = End.of(first);
        End end = last.isBefore(endOfData) ? End.of(last) : End.beforeNothing(last);
        return new SignedCover(parts(start, end), edges(start, end));
    }

    private static List<Part> parts(End start, End end) {
        List<Part> parts = new ArrayList<>();
        long days = Duration.between(start.day(), end.day()).toDays();
        if (start.month().isBefore(end.month()) && start.daysFromMonth() + end.daysFromMonth() < days) {
            add(parts, Segment.DAY, start.day(), start.month(), false);
            add(parts, Segment.DAY, start.month(), start.day(), true);
            add(parts, Segment.MONTH, start.month(), end.month(), false);
            add(parts, Segment.DAY, end.month(), end.day(), false);
            add(parts, Segment.DAY, end.day(), end.month(), true);
        } else {
            add(parts, Segment.DAY, start.day(), end.day(), false);
        }
        return parts;
    }

    private static void add(List<Part> parts, int grain, Instant from, Instant to, boolean taken) {
        if (from.isBefore(to)) {
            parts.add(new Part(new Segment(grain, from, to), taken));
        }
    }

    private static List<Edge> edges(End start, End end) {
        List<Edge> edges = new ArrayList<>();
        add(edges, start.exact(), start.day(), false);
        add(edges, start.day(), start.exact(), true);
        add(edges, end.day(), end.exact(), false);
        add(edges, end.exact(), end.day(), true);
        return edges;
    }

    private static void add(List<Edge> edges, Instant from, Instant to, boolean taken) {
        if (from.isBefore(to)) {
            edges.add(new Edge(from, to, taken));
        }
    }

    /**
     * Appends seven arrays: {@code smallint[]}, {@code timestamptz[]}, {@code timestamptz[]}, {@code boolean[]} of the
     * parts, {@code timestamptz[]}, {@code timestamptz[]}, {@code boolean[]} of the edges.
     */
    Tuple addTo(Tuple parameters) {
        Segment.addTo(parameters, parts.stream().map(Part::segment).toList());
        parameters.addArrayOfBoolean(parts.stream().map(Part::taken).toArray(Boolean[]::new));
        return addEdgesTo(parameters, edges);
    }

    /** Appends three arrays: {@code timestamptz[]}, {@code timestamptz[]}, {@code boolean[]}. */
    static Tuple addEdgesTo(Tuple parameters, List<Edge> edges) {
        return parameters
                .addArrayOfOffsetDateTime(
                        Segment.times(edges.stream().map(Edge::from).toList()))
                .addArrayOfOffsetDateTime(
                        Segment.times(edges.stream().map(Edge::to).toList()))
                .addArrayOfBoolean(edges.stream().map(Edge::taken).toArray(Boolean[]::new));
    }

    private static Instant monthOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
    }

    private static Instant ceilingOfMonth(Instant instant) {
        Instant month = monthOf(instant);
        return month.equals(instant)
                ? month
                : month.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    }
}

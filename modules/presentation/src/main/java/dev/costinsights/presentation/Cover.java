package dev.costinsights.presentation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole buckets that cover consecutive periods exactly: quarter-hours at the edges, hours and UTC days inside. Every
 * zone of today lies on a quarter-hour. An instant that doesn't (local mean times; Liberia until 1972) is taken back to
 * the quarter-hour before it, for both periods that meet there, so that nothing is lost or counted twice.
 *
 * @param boundaries where the periods meet, sorted, each on a quarter-hour
 * @param segments in order and without gaps; one may reach over several periods
 */
record Cover(List<Instant> boundaries, List<Segment> segments) {
    /** Before every event that can be recorded. */
    static final Instant BEGINNING = Instant.parse("-4712-01-01T00:00:00Z");

    Cover {
        boundaries = List.copyOf(boundaries);
        segments = List.copyOf(segments);
    }

    /** Covers the periods between neighbouring boundaries, which are sorted. */
    static Cover of(List<Instant> boundaries) {
        List<Instant> aligned = aligned(boundaries);
        return new Cover(aligned, segments(aligned));
    }

    /** The same, and everything before the first boundary. */
    static Cover withHistory(List<Instant> boundaries) {
        List<Instant> aligned = aligned(boundaries);
        List<Instant> all = new ArrayList<>(List.of(BEGINNING));
        all.addAll(aligned);
        return new Cover(aligned, segments(all));
    }

    /** Taken back to the quarter-hour. */
    static Instant aligned(Instant boundary) {
        return floor(Segment.QUARTER_HOUR, boundary);
    }

    private static List<Instant> aligned(List<Instant> boundaries) {
        return boundaries.stream().map(Cover::aligned).toList();
    }

    private static List<Segment> segments(List<Instant> boundaries) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 1; i < boundaries.size(); i++) {
            coverByDays(boundaries.get(i - 1), boundaries.get(i), segments);
        }
        return segments;
    }

    private static void coverByDays(Instant from, Instant to, List<Segment> segments) {
        Instant first = ceiling(Segment.DAY, from);
        Instant last = floor(Segment.DAY, to);
        if (first.isBefore(last)) {
            coverByHours(from, first, segments);
            append(new Segment(Segment.DAY, first, last), segments);
            coverByHours(last, to, segments);
        } else {
            coverByHours(from, to, segments);
        }
    }

    private static void coverByHours(Instant from, Instant to, List<Segment> segments) {
        Instant first = ceiling(Segment.HOUR, from);
        Instant last = floor(Segment.HOUR, to);
        if (first.isBefore(last)) {
            append(new Segment(Segment.QUARTER_HOUR, from, first), segments);
            append(new Segment(Segment.HOUR, first, last), segments);
            append(new Segment(Segment.QUARTER_HOUR, last, to), segments);
        } else {
            append(new Segment(Segment.QUARTER_HOUR, from, to), segments);
        }
    }

    /** Neighbours of one grain become one segment: one range scan instead of many. */
    private static void append(Segment segment, List<Segment> segments) {
        if (!segment.from().isBefore(segment.to())) {
            return;
        }
        Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (last != null && last.grain() == segment.grain() && last.to().equals(segment.from())) {
            segments.set(segments.size() - 1, new Segment(segment.grain(), last.from(), segment.to()));
        } else {
            segments.add(segment);
        }
    }

    static Instant floor(int minutes, Instant instant) {
        long seconds = minutes * 60L;
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    static Instant ceiling(int minutes, Instant instant) {
        Instant floor = floor(minutes, instant);
        return floor.equals(instant) ? floor : floor.plusSeconds(minutes * 60L);
    }
}

package dev.costinsights.presentation;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A run of whole buckets of one grain.
 *
 * @param grain length of a bucket in minutes, as the column {@code grain} has it; 0 is a calendar month in UTC
 * @param from start of the first bucket
 * @param to end of the last bucket
 */
record Segment(int grain, Instant from, Instant to) {
    static final int QUARTER_HOUR = 15;
    static final int HOUR = 60;
    static final int DAY = 1_440;
    static final int MONTH = 0;

    /** Appends three arrays: {@code smallint[]}, {@code timestamptz[]}, {@code timestamptz[]}. */
    static void addTo(Tuple parameters, List<Segment> segments) {
        parameters.addArrayOfShort(
                segments.stream().map(segment -> (short) segment.grain()).toArray(Short[]::new));
        parameters.addArrayOfOffsetDateTime(
                times(segments.stream().map(Segment::from).toList()));
        parameters.addArrayOfOffsetDateTime(
                times(segments.stream().map(Segment::to).toList()));
    }

    static OffsetDateTime[] times(List<Instant> instants) {
        return instants.stream()
                .map(instant -> instant.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}

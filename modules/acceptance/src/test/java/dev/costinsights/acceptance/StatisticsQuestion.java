package dev.costinsights.acceptance;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Statistics, asked for.
 *
 * @param fields that are summed; the first decides the order
 */
record StatisticsQuestion(Periods periods, Condition condition, List<String> fields) {

    String path(String kind, String more) {
        return "v1/events/statistics/" + kind + "?start_date=" + periods.start() + "&end_date=" + periods.end()
                + "&timezone=" + Wire.encode(periods.zone().getId())
                + fields.stream().map(field -> "&aggregate_fields=" + field).collect(Collectors.joining())
                + condition.parameters() + more;
    }

    boolean means(Recorded recorded) {
        return periods.hold(recorded.timestamp()) && condition.holds().test(recorded);
    }

    /** As an answer names the field. */
    static String key(String field) {
        return field.replace('.', '_');
    }
}

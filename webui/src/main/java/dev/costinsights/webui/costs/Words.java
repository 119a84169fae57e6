package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What dimensions and intervals are called on the page and in its URL. */
final class Words {

    private Words() {}

    static String label(Dimension dimension) {
        return switch (dimension) {
            case EVENT_NAME -> "Event";
            case MODEL -> "Model";
            case VENDOR -> "Vendor";
            case CUSTOMER -> "Customer";
        };
    }

    static String key(Dimension dimension) {
        return label(dimension).toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> dimension(String key) {
        return Arrays.stream(Dimension.values())
                .filter(each -> key(each).equals(key))
                .findFirst();
    }

    static String label(Interval interval) {
        return switch (interval) {
            case HOUR -> "Hourly";
            case DAY -> "Daily";
            case WEEK -> "Weekly";
            case MONTH -> "Monthly";
            case YEAR -> "Yearly";
        };
    }

    /** The period that is still filling, in full. */
    static String current(Interval interval) {
        return switch (interval) {
            case HOUR -> "This hour";
            case DAY -> "Today";
            case WEEK -> "This week";
            case MONTH -> "This month";
            case YEAR -> "This year";
        };
    }
}

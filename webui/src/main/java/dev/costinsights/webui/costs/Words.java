package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What dimensions are called on the page and in its URL. */
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
}

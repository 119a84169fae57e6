package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what is wrong with the lines of an import.
 *
 * @param totalCount how many are listed
 */
public record ImportErrorPage(List<Item> items, long totalCount) implements Message {
    public ImportErrorPage {
        items = List.copyOf(items);
    }

    /**
     * One thing wrong with one column of a line.
     *
     * @param line of the file, counted from one
     * @param column null when it isn't about one
     * @param value as it was sent, or its beginning; null when there was none
     */
    public record Item(
            int line, @Nullable String column, @Nullable String value, String message) {}
}

package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * A part of a list of imports.
 *
 * @param totalCount how many the whole list has
 */
public record ImportPage(List<RevenueImport> items, long totalCount) implements Message {
    public ImportPage {
        items = List.copyOf(items);
    }
}

package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * A part of a list of organizations.
 *
 * @param totalCount how many the whole list has
 */
public record OrganizationPage(List<Organization> items, long totalCount) implements Message {
    public OrganizationPage {
        items = List.copyOf(items);
    }
}

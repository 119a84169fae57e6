package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * A part of a list of access tokens.
 *
 * @param totalCount how many the whole list has
 */
public record TokenPage(List<AccessToken> items, long totalCount) implements Message {
    public TokenPage {
        items = List.copyOf(items);
    }
}

package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * A part of a list of members.
 *
 * @param totalCount how many the whole list has
 */
public record MemberPage(List<Member> items, long totalCount) implements Message {
    public MemberPage {
        items = List.copyOf(items);
    }
}

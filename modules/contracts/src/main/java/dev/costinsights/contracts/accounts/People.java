package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * Who can sign in to an organization, and links that wait to be opened; both the oldest first.
 *
 * @param invitations without those that have expired
 */
public record People(List<Person> items, List<Invitation> invitations) implements Message {
    /** People and invitations of one organization together. */
    public static final int MOST = 500;

    public People {
        items = List.copyOf(items);
        invitations = List.copyOf(invitations);
    }
}

package dev.costinsights.webui.people;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.FormField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of people as its template reads it: all text is final.
 *
 * @param notice what a form just did, or null
 * @param problem why a form did nothing, or null
 * @param made the link just made, this once; null on every other view
 */
public record PeoplePage(
        @Nullable String notice,
        @Nullable String problem,
        @Nullable Made made,
        List<Someone> people,
        List<Pending> invitations,
        Form form) {

    /**
     * A link just made.
     *
     * @param title whom it is for
     * @param words what it does, and until when
     */
    public record Made(String title, String words, Moment until, Secret link) {}

    /**
     * Someone who can sign in.
     *
     * @param key distinguishes ids of elements
     * @param you whether it is the reader
     * @param signedIn null before the first time
     * @param reset where a form that makes a link for a new password is sent; null for who has none
     */
    public record Someone(
            String key,
            String name,
            boolean you,
            String role,
            List<Choice> roles,
            Moment since,
            @Nullable Moment signedIn,
            String change,
            @Nullable String reset,
            String remove) {}

    /**
     * A link that waits to be opened.
     *
     * @param what it does, such as {@code Member}
     * @param revoke where a form that revokes it is sent
     */
    public record Pending(String email, String what, Moment until, String revoke) {}

    /** The form for a new invitation. */
    public record Form(
            FormField email, List<Choice> roles, @Nullable String roleProblem) {}

    /**
     * A role to choose.
     *
     * @param name on the wire
     * @param words what it may do
     */
    public record Choice(String name, String label, String words, boolean chosen) {}
}

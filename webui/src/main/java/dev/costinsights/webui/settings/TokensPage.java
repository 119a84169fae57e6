package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.FormField;
import dev.costinsights.webui.page.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of access tokens as its template reads it: all text is final.
 *
 * @param notice what a form just did, or null
 * @param made the token just made, this once; null on every other view
 * @param page which part of the list, counted from one
 * @param pager null when the list has one page
 */
public record TokensPage(
        @Nullable String notice,
        @Nullable Made made,
        List<Token> tokens,
        long page,
        @Nullable Pager pager,
        Form form) {

    /**
     * A token just made.
     *
     * @param comment what it is for
     * @param check lines for a terminal that ask with the token whose it is
     */
    public record Made(String comment, Secret token, Secret check) {}

    /**
     * A token in the list.
     *
     * @param menu id of its question whether to revoke it
     * @param revoke where a form that revokes it is sent
     * @param lastUsed null means never
     * @param expires null means never
     * @param expired whether it doesn't work any more
     */
    public record Token(
            String menu,
            String comment,
            String scopes,
            String revoke,
            Moment created,
            @Nullable Moment lastUsed,
            @Nullable Moment expires,
            boolean expired) {}

    /**
     * The form for a new token.
     *
     * @param longestComment in characters
     * @param expiry last day on which it works; empty for never
     * @param today the first day that can be chosen
     * @param zone of that day
     */
    public record Form(
            FormField comment,
            int longestComment,
            List<Choice> scopes,
            @Nullable String scopesProblem,
            FormField expiry,
            String today,
            String zone) {}

    /**
     * A scope to choose.
     *
     * @param name on the wire
     * @param focus whether it is where to mend the form
     */
    public record Choice(String name, String label, String words, boolean chosen, boolean focus) {}
}

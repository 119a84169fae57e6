package dev.costinsights.webui.account;

import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.FormField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of the reader's account as its template reads it: all text is final.
 *
 * @param notice what a form just did, or null
 * @param email null for who signs in by link and has no password
 * @param role what the reader may do, in words
 */
public record AccountPage(
        @Nullable String notice,
        @Nullable String email,
        String role,
        FormField current,
        FormField replacement,
        List<Session> sessions) {

    /**
     * Where the reader is signed in.
     *
     * @param here whether it is this browser
     * @param ends when it ends without use
     * @param end where a form that ends it is sent
     */
    public record Session(boolean here, Moment since, Moment ends, String end) {}
}

package dev.costinsights.webui.page;

import dev.costinsights.contracts.accounts.Role;
import java.util.Locale;

/**
 * A page that says why there is no page.
 *
 * @param title what happened
 * @param text what still holds and what to do
 * @param href where to go on
 * @param action words of that link
 */
public record Problem(String title, String text, String href, String action) {

    /** An address without a page. */
    public static Problem notFound() {
        return new Problem(
                "There is nothing here", "The address may be mistyped, or the page has moved.", "/costs", "See costs");
    }

    /** An address or a form that is not written as it must be. */
    public static Problem malformed() {
        return new Problem(
                "This request can't be read",
                "Its address or form holds characters that don't belong there. Nothing was changed.",
                "/costs",
                "See costs");
    }

    /** A form whose sender can't be told from a forger. */
    public static Problem forged() {
        return new Problem(
                "This form is too old",
                "Nothing was changed. Open the page again and send its form from there.",
                "/costs",
                "See costs");
    }

    /** Something that the reader's role may not do or see. */
    public static Problem notAllowed(Role least) {
        return new Problem(
                "Your role doesn't allow this",
                "It takes " + (least == Role.OWNER ? "an owner" : "a member or an owner")
                        + " of the organization. Nothing was changed.",
                "/overview",
                "See the overview");
    }

    /** An access token that isn't there, or not for this organization. */
    public static Problem noSuchToken() {
        return new Problem(
                "This access token is gone",
                "It was revoked before, or it is not one of this organization. Nothing was changed.",
                "/settings/tokens",
                "See access tokens");
    }

    /** Something to change that isn't there, or not of this organization. */
    public static Problem gone(String href, String page) {
        return new Problem(
                "What this form changes is gone",
                "It was removed before, or it is not one of this organization. Nothing was changed.",
                href,
                "Back to " + page.toLowerCase(Locale.ROOT));
    }

    /** A change of which nobody knows whether it was made, seen on a page. */
    public static Problem undecided(String href, String page) {
        return new Problem(
                "No answer came in time",
                "The change may have been made or not. Look at the page before you try again.",
                href,
                "Back to " + page.toLowerCase(Locale.ROOT));
    }

    /** A change of which nobody knows whether it was made. */
    public static Problem undecided() {
        return new Problem(
                "No answer came in time",
                "The change may have been made or not. Look at the list before you try again.",
                "/settings/tokens",
                "See access tokens");
    }

    /** Something the page needs doesn't answer. */
    public static Problem unavailable(String retryHref) {
        return new Problem(
                "This page can't be shown right now",
                "Events that were accepted are safe. Try again in a moment.",
                retryHref,
                "Try again");
    }

    /** A defect of the server. */
    public static Problem defect(String retryHref) {
        return new Problem(
                "The server made a mistake",
                "It is in the log with the time of this request. Events that were accepted are safe.",
                retryHref,
                "Try again");
    }
}

package dev.costinsights.webui.events;

import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.Controls.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Events page as its template reads it.
 *
 * @param notices a sentence for each value of the address that could not be used
 * @param shows all, costs or revenue
 * @param trees traces or all events; empty where no event is listed
 * @param sorts newest or oldest first
 * @param chips filters that are on
 * @param reset the page without filters; null without any
 * @param live null where no new row could come before the first
 * @param problem why there is no list, and what to do; or null
 * @param empty in place of an empty list, else null
 * @param back the page before, with its words; or null
 * @param onward the page behind, with its words; or null
 * @param rows how many rows this page has, with their noun
 * @param guide lines that send an event
 */
public record EventsPage(
        Controls controls,
        List<String> notices,
        Search search,
        List<Link> shows,
        List<Link> trees,
        List<Link> sorts,
        Panel panel,
        List<Chip> chips,
        @Nullable String reset,
        @Nullable Live live,
        @Nullable String problem,
        @Nullable Empty empty,
        List<Day> days,
        @Nullable Link back,
        @Nullable Link onward,
        String rows,
        String csvHref,
        String guide,
        List<String> footer) {

    /**
     * The form of the free text.
     *
     * @param hidden what the form must keep
     */
    public record Search(String text, List<Field> hidden) {}

    /**
     * The form of the other filters.
     *
     * @param open whether it is open from the start
     * @param find part of a name, as it was looked for
     * @param names null when they can't be told now
     * @param more how many other names there are; null without any
     * @param sources user and system
     * @param hidden what the form must keep
     */
    public record Panel(
            boolean open,
            String find,
            @Nullable List<Choice> names,
            @Nullable String more,
            List<Choice> sources,
            List<Field> hidden) {}

    /**
     * A box to tick.
     *
     * @param note how often it occurred, or the name behind a label
     */
    public record Choice(String value, String label, String note, boolean on) {}

    /**
     * A filter that is on.
     *
     * @param href the page without it
     */
    public record Chip(String label, String value, String href) {}

    /**
     * News of rows that come before the first.
     *
     * @param on whether the page asks for them
     * @param toggle the page with or without
     * @param reload the page again
     * @param since where a script asks
     */
    public record Live(boolean on, String toggle, String reload, String since) {}

    /**
     * How many rows are new.
     *
     * @param text empty for none
     */
    public record News(String text, String href) {}

    /**
     * What is said in place of a list.
     *
     * @param href where to go on; null for nowhere
     */
    public record Empty(String text, @Nullable String href, String linkText) {}

    /**
     * The rows of a day.
     *
     * @param costs null without any
     * @param revenue null without any
     * @param note how far the sums go
     */
    public record Day(
            String id,
            String title,
            String machine,
            @Nullable Money costs,
            @Nullable Money revenue,
            String note,
            List<Row> rows) {}

    /**
     * A row, closed and open.
     *
     * @param about one line about it; empty for none
     * @param beneath how many events are beneath it; null for none
     * @param amount null when nothing was paid
     * @param css {@code k} for costs, {@code r} for revenue
     * @param open where all of it is; null when this is all
     */
    public record Row(
            Moment at,
            String name,
            String about,
            String customer,
            @Nullable String beneath,
            @Nullable Money amount,
            String css,
            List<Fact> facts,
            List<Fact> metadata,
            @Nullable String open,
            @Nullable String openText) {}

    /**
     * Something known of a row.
     *
     * @param href where it leads; null for nowhere
     */
    public record Fact(String label, String value, @Nullable String href) {}
}

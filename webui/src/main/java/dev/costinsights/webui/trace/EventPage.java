package dev.costinsights.webui.trace;

import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Event page as its template reads it.
 *
 * @param notices a sentence for each value of the address that could not be used
 * @param lineage what the event is a step of; null for the root of a trace
 * @param trace null when nothing is beneath the event
 * @param llm null when no language model was involved
 */
record EventPage(
        String id,
        List<String> notices,
        Head head,
        @Nullable Lineage lineage,
        Headline headline,
        @Nullable Trace trace,
        Unusual unusual,
        @Nullable Llm llm,
        Metadata metadata,
        CustomerPanel customer,
        List<String> footer) {

    /**
     * @param zone whose time it is
     * @param badge null when there is nothing to compare with
     */
    record Head(
            String label,
            String name,
            Moment time,
            String zone,
            String customer,
            @Nullable String customerHref,
            @Nullable Badge badge,
            String namedHref,
            String costsHref) {}

    /** @param warns whether it is worth noticing */
    record Badge(String text, boolean warns) {}

    /**
     * @param path from the root of the trace to the parent
     * @param complete whether the path begins with the root
     */
    record Lineage(List<Step> path, boolean complete, String say) {}

    record Step(String name, String href) {}

    /**
     * @param cost null when it isn't known
     * @param average null without one
     * @param tokensNote what part of them was cached, or why there are none
     */
    record Headline(
            Term costTerm,
            @Nullable Money cost,
            String events,
            Term timesTerm,
            String times,
            @Nullable String average,
            Term tokensTerm,
            String tokens,
            String tokensNote,
            Term durationTerm,
            String duration,
            String span,
            Say say) {}

    /** @param what what the sentence begins with, set apart; may be empty */
    record Say(String what, String rest) {}

    /**
     * @param failed whether the steps can't be told now, so that only the event itself is listed
     * @param more null when all rows are shown
     * @param total of a list by cost, null for a tree
     */
    record Trace(
            List<Link> views,
            boolean byCost,
            String csvHref,
            boolean failed,
            List<Row> rows,
            @Nullable Row total,
            @Nullable String more,
            String note) {}

    /** What a row is about. */
    enum Kind {
        /** An event; its cost is that of everything beneath it too, in a tree. */
        EVENT,
        /** What an event that has others beneath it cost itself. */
        OWN,
        /** What isn't listed. */
        REST,
        TOTAL
    }

    /**
     * @param css classes of the row
     * @param lines of the tree, from the outermost; each a path
     * @param level said to those who don't see the lines; null in a list
     * @param href null for a row that leads nowhere else
     * @param bar null without a place in time
     * @param start since the first event; null without a place in time
     * @param input tokens; null when unknown
     * @param cost null when it isn't known
     */
    record Row(
            Kind kind,
            String css,
            List<String> lines,
            @Nullable String level,
            String name,
            @Nullable String href,
            String detail,
            @Nullable Bar bar,
            @Nullable String start,
            @Nullable String input,
            @Nullable String output,
            @Nullable Money cost,
            String share,
            boolean hot) {}

    /** @param branch whether it spans an event with all that is beneath it */
    record Bar(String x, String width, boolean branch) {}

    /**
     * @param against what it is compared with
     * @param strip null when there is nothing to draw
     */
    record Unusual(String against, @Nullable Strip strip, String say) {}

    /**
     * Places in percent of the width.
     *
     * @param title what is drawn
     */
    record Strip(
            String title,
            String bandX,
            String bandWidth,
            List<Tick> ticks,
            String dotX,
            String dotLabelX,
            String dot) {}

    record Tick(String x, String labelX, String name, String amount) {}

    /**
     * @param rows names and values
     * @param price the unit price; null when it can't be told
     * @param texts prompt and response, those that are known
     */
    record Llm(List<Pair> rows, @Nullable Price price, List<Text> texts) {}

    record Pair(String name, String value, @Nullable String href) {}

    record Price(Term term, Money perMillion, String how) {}

    /** @param cut says that it is longer than what is shown; null when it isn't */
    record Text(String title, String text, @Nullable String cut) {}

    record Metadata(
            List<Entry> entries, String json, @Nullable String cut) {}

    /**
     * @param preview the beginning of a long value; null for one that is shown as it is
     * @param nested what is inside; empty for a plain value
     */
    record Entry(String name, String value, @Nullable String preview, List<Entry> nested) {}

    /**
     * @param href null when there is no page of this customer
     * @param figures null when they aren't known
     * @param say a sentence in place of figures, or null
     * @param events address of its events; null without a customer
     */
    record CustomerPanel(
            String name,
            @Nullable String sub,
            @Nullable String href,
            @Nullable Figures figures,
            @Nullable String say,
            @Nullable String events,
            @Nullable String costsHref) {}

    /** @param firstSeen null when it isn't known */
    record Figures(
            @Nullable Moment firstSeen,
            Term revenueTerm,
            Money revenue,
            Term costsTerm,
            Money costs,
            Term profitTerm,
            Money profit,
            boolean loss) {}
}

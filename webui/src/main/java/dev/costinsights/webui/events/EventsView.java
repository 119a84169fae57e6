package dev.costinsights.webui.events;

import dev.costinsights.webui.range.Controls.Field;
import dev.costinsights.webui.range.RangeState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Everything the Events page shows is decided by this state, and all of it is in the address; defaults are left out.
 *
 * @param tree traces or all events; null for what suits the filters
 * @param find part of the names that the filter offers; empty for the most frequent
 * @param after the page begins behind this place
 * @param before the page ends in front of this place; null whenever {@code after} isn't
 * @param live whether the page tells of new rows
 */
record EventsView(
        RangeState days,
        Filters filters,
        Show show,
        @Nullable Tree tree,
        boolean newestFirst,
        String find,
        @Nullable Cursor after,
        @Nullable Cursor before,
        boolean live) {
    static final String PATH = "/events";
    static final String CSV = "/events.csv";

    /** What is listed. */
    enum Show {
        ALL,
        COSTS,
        REVENUE
    }

    /** How far events are listed. */
    enum Tree {
        /** Only roots, each with what its whole trace cost. */
        TRACES,
        /** Every event, each with its own cost. */
        EVENTS
    }

    /** A filter means events wherever they stand in a trace. */
    Tree defaultTree() {
        return filters.aboutEvents() ? Tree.EVENTS : Tree.TRACES;
    }

    boolean rootsOnly() {
        return (tree == null ? defaultTree() : tree) == Tree.TRACES;
    }

    /** Whether new rows would come before the first of the page. */
    boolean mayBeLive() {
        return newestFirst && after == null && before == null && days.endsToday();
    }

    EventsView with(RangeState other) {
        return new EventsView(other, filters, show, tree, newestFirst, find, null, null, live);
    }

    EventsView with(Filters other) {
        return new EventsView(days, other, show, tree, newestFirst, "", null, null, live);
    }

    EventsView with(Show other) {
        return new EventsView(days, filters, other, tree, newestFirst, find, null, null, live);
    }

    EventsView with(Tree other) {
        return new EventsView(
                days, filters, show, other == defaultTree() ? null : other, newestFirst, find, null, null, live);
    }

    EventsView sorted(boolean otherNewestFirst) {
        return new EventsView(days, filters, show, tree, otherNewestFirst, find, null, null, live);
    }

    EventsView withLive(boolean other) {
        return new EventsView(days, filters, show, tree, newestFirst, find, null, null, other);
    }

    EventsView after(@Nullable Cursor cursor) {
        return new EventsView(days, filters, show, tree, newestFirst, find, cursor, null, live);
    }

    EventsView before(Cursor cursor) {
        return new EventsView(days, filters, show, tree, newestFirst, find, null, cursor, live);
    }

    EventsView first() {
        return after(null);
    }

    String href() {
        return href(PATH);
    }

    /** The whole list, whatever page is shown. */
    String csvHref() {
        return first().withLive(false).href(CSV);
    }

    private String href(String path) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        days.addTo(query);
        fields().forEach(field -> query.add(encoded(field.name()) + "=" + encoded(field.value())));
        if (after != null) {
            query.add("after=" + after.text());
        }
        if (before != null) {
            query.add("before=" + before.text());
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The state besides days and place, as a form keeps it. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>(filters.fields());
        fields.addAll(fieldsWithoutFilters());
        return fields;
    }

    List<Field> fieldsWithoutFilters() {
        List<Field> fields = new ArrayList<>();
        if (show != Show.ALL) {
            fields.add(new Field("show", show == Show.COSTS ? "costs" : "revenue"));
        }
        if (tree != null) {
            fields.add(new Field("tree", tree == Tree.TRACES ? "traces" : "events"));
        }
        if (!newestFirst) {
            fields.add(new Field("sort", "oldest"));
        }
        if (!find.isEmpty()) {
            fields.add(new Field("find", find));
        }
        if (live) {
            fields.add(new Field("live", "1"));
        }
        return fields;
    }
}

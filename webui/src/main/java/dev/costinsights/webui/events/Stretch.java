package dev.costinsights.webui.events;

import dev.costinsights.webui.events.FeedRow.Earned;
import dev.costinsights.webui.events.FeedRow.Happened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the feed as they were read in one direction. Of the same instant events come before revenue when time runs
 * back, and behind it when time runs on, so that either direction is the other's reverse.
 *
 * @param rows in the direction they were read
 * @param hasMore whether others follow in that direction
 * @param next the first of those, where it is known
 */
record Stretch(
        List<FeedRow> rows, boolean hasMore, @Nullable FeedRow next) {
    Stretch {
        rows = List.copyOf(rows);
    }

    static final Stretch NONE = new Stretch(List.of(), false, null);

    /**
     * A part of one of the two streams.
     *
     * @param hasMore whether others follow
     */
    record Part<T extends FeedRow>(List<T> rows, boolean hasMore) {
        Part {
            rows = List.copyOf(rows);
        }

        static <T extends FeedRow> Part<T> none() {
            return new Part<>(List.of(), false);
        }
    }

    /**
     * Merges both streams by time, as far as both are known. Revenue of one place stays together, as it was read.
     *
     * @param limit rows of a full stretch
     */
    static Stretch merge(Part<Happened> events, Part<Earned> revenue, boolean back, int limit) {
        var merge = new Merge(events, revenue, back);
        List<FeedRow> rows = new ArrayList<>();
        FeedRow next = merge.take();
        while (next != null && (rows.size() < limit || samePlace(rows.get(rows.size() - 1), next))) {
            rows.add(next);
            next = merge.take();
        }
        return new Stretch(rows, next != null || events.hasMore() || revenue.hasMore(), next);
    }

    private static boolean samePlace(FeedRow one, FeedRow other) {
        return one instanceof Earned first
                && other instanceof Earned second
                && first.at().equals(second.at())
                && first.entry().id().equals(second.entry().id());
    }

    private static final class Merge {
        private final Part<Happened> events;
        private final Part<Earned> revenue;
        private final boolean back;
        private int event;
        private int entry;

        Merge(Part<Happened> events, Part<Earned> revenue, boolean back) {
            this.events = events;
            this.revenue = revenue;
            this.back = back;
        }

        /** The next row; null when it isn't known, or there is none. */
        @Nullable
        FeedRow take() {
            boolean noEvent = event == events.rows().size();
            boolean noEntry = entry == revenue.rows().size();
            if (noEvent && events.hasMore() || noEntry && revenue.hasMore() || noEvent && noEntry) {
                return null;
            }
            boolean takesEvent = noEntry
                    || !noEvent
                            && comesFirst(
                                    events.rows().get(event).at(),
                                    revenue.rows().get(entry).at());
            return takesEvent ? events.rows().get(event++) : revenue.rows().get(entry++);
        }

        private boolean comesFirst(Instant ofEvent, Instant ofEntry) {
            return back ? !ofEvent.isBefore(ofEntry) : ofEvent.isBefore(ofEntry);
        }
    }

    /**
     * Where to read on behind the last row.
     *
     * @param from where this was read from; null for the beginning
     */
    Cursor end(@Nullable Cursor from) {
        FeedRow last = rows.get(rows.size() - 1);
        return last instanceof Earned earned
                ? Cursor.ofEntry(earned.at(), earned.entry().id())
                : Cursor.ofEvent(last.at(), passedBefore(from, last.at()) + eventsAt(last.at()));
    }

    /**
     * Where to read on in the other direction, in front of the first row; empty when this can't know how many events of
     * the same instant there are.
     *
     * @param eventsOfInstant how many there are in all, where that is known
     */
    @Nullable
    Cursor begin(@Nullable Cursor from, OptionalInt eventsOfInstant) {
        FeedRow first = rows.get(0);
        if (first instanceof Earned earned) {
            return Cursor.ofEntry(earned.at(), earned.entry().id());
        } else if (eventsOfInstant.isPresent()) {
            return Cursor.ofEvent(first.at(), eventsOfInstant.getAsInt() - passedBefore(from, first.at()));
        }
        FeedRow known = next == null ? rows.get(rows.size() - 1) : next;
        boolean complete = !hasMore || !known.at().equals(first.at());
        return complete ? Cursor.ofEvent(first.at(), eventsAt(first.at())) : null;
    }

    private static int passedBefore(@Nullable Cursor from, Instant at) {
        return from != null && from.entryId() == null && from.at().equals(at) ? from.events() : 0;
    }

    private int eventsAt(Instant at) {
        return (int) rows.stream()
                .filter(row -> row instanceof Happened && row.at().equals(at))
                .count();
    }
}

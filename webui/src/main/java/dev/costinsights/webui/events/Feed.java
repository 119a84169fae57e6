package dev.costinsights.webui.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the feed, in the order it is shown.
 *
 * @param view the state it belongs to; its place is left out when that turned out to be the beginning
 * @param hasBefore whether rows stand in front of it
 * @param hasMore whether rows follow
 * @param previous the row in front of it; null when there is none, or it isn't known
 * @param next the row that follows; null when there is none, or it isn't known
 * @param start where to read back from, in front of its first row; null without rows
 * @param end where to read on from, behind its last row; null without rows
 * @param asOf everything accepted up to this instant is in
 */
record Feed(
        EventsView view,
        List<FeedRow> rows,
        boolean hasBefore,
        boolean hasMore,
        @Nullable FeedRow previous,
        @Nullable FeedRow next,
        @Nullable Cursor start,
        @Nullable Cursor end,
        Instant asOf) {
    Feed {
        rows = List.copyOf(rows);
    }
}

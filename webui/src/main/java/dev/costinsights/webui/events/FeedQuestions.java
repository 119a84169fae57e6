package dev.costinsights.webui.events;

import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.revenue.ListRevenueEntries.Position;
import dev.costinsights.webui.events.EventsView.Show;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns the state of the Events page into questions.
 *
 * @param customers who the customers of the filter are
 */
record FeedQuestions(UUID organizationId, EventsView view, CustomerNames customers) {
    /** Sums over a trace what its events cost. */
    static final String COST = "_cost.amount";

    static final int NAMES = 20;

    private static final UUID LAST = new UUID(-1, -1);

    boolean asksEvents() {
        return view.show() != Show.REVENUE && view.filters().admits(EventSource.USER);
    }

    boolean asksRevenue() {
        boolean ofNobodyKnown =
                !view.filters().customers().isEmpty() && customers.ids().isEmpty();
        return view.show() != Show.COSTS
                && view.filters().admits(EventSource.SYSTEM)
                && !(view.show() == Show.ALL && view.filters().aboutEvents())
                && !ofNobodyKnown;
    }

    /**
     * Events behind a place.
     *
     * @param back whether time runs back
     */
    ListEvents events(@Nullable Cursor from, boolean back, int limit) {
        Instant after = view.days().range().startInstant().minus(1, ChronoUnit.MICROS);
        Instant before = view.days().range().endInstant();
        if (from != null && back) {
            Instant bound = from.entryId() == null ? from.at().plus(1, ChronoUnit.MICROS) : from.at();
            before = bound.isBefore(before) ? bound : before;
        } else if (from != null) {
            Instant bound = from.at().minus(1, ChronoUnit.MICROS);
            after = bound.isAfter(after) ? bound : after;
        }
        return events(after, before, back, from == null ? 0 : from.events(), limit, false);
    }

    /** How many events of this very instant there are. */
    ListEvents countedAt(Instant at) {
        return events(at.minus(1, ChronoUnit.MICROS), at.plus(1, ChronoUnit.MICROS), true, 0, 1, true);
    }

    private ListEvents events(Instant after, Instant before, boolean back, long offset, int limit, boolean counted) {
        Filters filters = view.filters();
        Set<String> externalIds = new LinkedHashSet<>(filters.customers());
        var filter = new EventFilter(
                after,
                before,
                customers.ids(),
                externalIds,
                filters.names(),
                filters.sources(),
                Set.of(),
                filters.query().isEmpty() ? null : filters.query(),
                filters.metadata(),
                null);
        return new ListEvents(
                organizationId,
                filter,
                null,
                view.rootsOnly() ? 0 : null,
                back,
                view.rootsOnly() ? List.of(COST) : List.of(),
                offset,
                limit,
                counted,
                Consistency.BOUNDED);
    }

    /** Revenue behind a place. */
    ListRevenueEntries revenue(@Nullable Cursor from, boolean back, int limit) {
        Position after = null;
        if (from != null) {
            after = new Position(from.at(), from.entryId() == null ? LAST : from.entryId());
        }
        return new ListRevenueEntries(
                organizationId,
                view.days().range().startInstant(),
                view.days().range().endInstant(),
                customers.ids(),
                null,
                after,
                Math.min(limit, ListRevenueEntries.MAX_LIMIT),
                back);
    }

    /** Names that the filter offers: the most frequent, or those that hold a text. */
    ListEventNames names() {
        return new ListEventNames(
                organizationId,
                Set.of(),
                Set.of(),
                Set.of(),
                view.find().isEmpty() ? null : view.find(),
                true,
                false,
                null,
                ListEventNames.Sort.OCCURRENCES,
                true,
                0,
                NAMES,
                Consistency.BOUNDED);
    }

    /** The newest event there is. */
    ListEvents newest() {
        return new ListEvents(
                organizationId, EventFilter.ALL, null, null, true, List.of(), 0, 1, false, Consistency.BOUNDED);
    }
}

package dev.costinsights.aggregation;

import dev.costinsights.aggregation.ReconcileStore.Difference;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves again and again that totals are what the log says, and rows of objects what their facts say. A view compares, per organization, the newest days, the
 * slices that differed last time, and some older days further back than in the view before; after the oldest day it
 * begins anew, so that all history is covered in the long run.
 */
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int NEWEST_DAYS = 2;
    private static final int OLDER_DAYS_PER_VIEW = 10;

    private final DayStore days;
    private final ReconcileStore store;
    private final RowCheck rows;
    private final ReconcileMeters meters;
    private final Map<Slice, List<Difference>> differing = new LinkedHashMap<>();
    private final Map<UUID, LocalDate> reached = new HashMap<>();
    private boolean stopping;

    Reconciler(DayStore days, ReconcileStore store, RowCheck rows, ReconcileMeters meters) {
        this.days = days;
        this.store = store;
        this.rows = rows;
        this.meters = meters;
    }

    /** A UTC day of an organization, or its customers' totals of the month that begins on the day. */
    private record Slice(UUID organizationId, LocalDate day, boolean isMonth) {}

    /** Ends a view under way after the comparison it is at. */
    void stop() {
        stopping = true;
    }

    /** One view. The meters change when it is complete. */
    Future<Void> view() {
        Future<Integer> checked = days.organizations().compose(organizations -> {
            Future<Integer> sum = Future.succeededFuture(0);
            for (UUID organizationId : organizations) {
                sum = sum.compose(before -> view(organizationId).map(here -> before + here));
            }
            return sum;
        });
        return checked.onSuccess(count -> {
                    if (!stopping) {
                        List<Difference> differences = new ArrayList<>(rows.differences());
                        differing.values().forEach(differences::addAll);
                        meters.viewed(count, differences);
                    }
                })
                .mapEmpty();
    }

    /** Answers how many days were compared. */
    private Future<Integer> view(UUID organizationId) {
        return slices(organizationId)
                .compose(this::check)
                .compose(checked -> stopping
                        ? Future.succeededFuture(checked)
                        : rows.look(organizationId).map(checked));
    }

    private Future<Set<Slice>> slices(UUID organizationId) {
        Set<Slice> slices = new LinkedHashSet<>();
        differing.keySet().stream()
                .filter(slice -> slice.organizationId().equals(organizationId))
                .forEach(slices::add);
        return walk(organizationId, DayStore.END_OF_TIME, NEWEST_DAYS, slices)
                .compose(oldestOfNewest -> oldestOfNewest.isEmpty()
                        ? Future.succeededFuture(oldestOfNewest)
                        : walk(
                                organizationId,
                                reached.getOrDefault(organizationId, oldestOfNewest.get()),
                                OLDER_DAYS_PER_VIEW,
                                slices))
                .map(oldest -> {
                    oldest.ifPresentOrElse(
                            day -> reached.put(organizationId, day), () -> reached.remove(organizationId));
                    return slices;
                });
    }

    /** Collects days before another, and their months; answers where it stopped, empty when there are no more. */
    private Future<Optional<LocalDate>> walk(UUID organizationId, LocalDate before, int count, Set<Slice> slices) {
        if (count == 0) {
            return Future.succeededFuture(Optional.of(before));
        }
        return days.dayBefore(organizationId, before).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(found);
            }
            LocalDate day = found.get();
            slices.add(new Slice(organizationId, day, false));
            slices.add(new Slice(organizationId, day.withDayOfMonth(1), true));
            return walk(organizationId, day, count - 1, slices);
        });
    }

    /** Answers how many days were compared. */
    private Future<Integer> check(Set<Slice> slices) {
        Future<Integer> checked = Future.succeededFuture(0);
        for (Slice slice : new ArrayList<>(slices)) {
            checked = checked.compose(before ->
                    stopping ? Future.succeededFuture(before) : check(slice).map(days -> before + days));
        }
        return checked;
    }

    private Future<Integer> check(Slice slice) {
        Future<List<Difference>> comparison = slice.isMonth()
                ? store.compareMonth(slice.organizationId(), slice.day())
                : store.compareDay(slice.organizationId(), slice.day());
        return comparison.map(differences -> {
            differences.forEach(difference -> LOG.error(
                    "Totals differ from the log: organization {}, {} {}, {}: {} cents, {} events, {} customers",
                    slice.organizationId(),
                    slice.isMonth() ? "month" : "day",
                    slice.day(),
                    difference.dimension(),
                    difference.costCents().toPlainString(),
                    difference.events(),
                    difference.customers()));
            if (differences.isEmpty()) {
                differing.remove(slice);
            } else {
                differing.put(slice, differences);
            }
            return slice.isMonth() ? 0 : 1;
        });
    }
}

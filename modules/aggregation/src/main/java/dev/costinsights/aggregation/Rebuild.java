package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Recomputes all totals from the log while the server keeps running: first the links between events and the objects that
 * have facts, since totals follow from them, then day by day from the newest, one short transaction each, safe beside
 * folding. It can be stopped and started again at will.
 */
public final class Rebuild {
    private static final int CONNECTIONS = 1;
    /** Of a day with a great many events. */
    private static final Duration LONGEST_STATEMENT = Duration.ofHours(1);

    private final DayStore days;
    private final RebuildStore store;
    private final LinkRebuild links;
    private final FactRebuild facts;
    private final Consumer<Progress> progress;

    private Rebuild(Pool pool, Consumer<Progress> progress) {
        this.days = new DayStore(pool);
        this.store = new RebuildStore(pool);
        this.links = new LinkRebuild(days, pool);
        this.facts = new FactRebuild(pool);
        this.progress = progress;
    }

    /** How far a run is. */
    public sealed interface Progress {
        UUID organizationId();

        /** Which of them this one is, from 1. */
        int organizationNumber();

        /** How many there are. */
        int organizations();
    }

    /**
     * One UTC day was rebuilt.
     *
     * @param events of the day, of those that are folded
     */
    public record DayRebuilt(UUID organizationId, int organizationNumber, int organizations, LocalDate day, long events)
            implements Progress {}

    /**
     * Some objects were computed from their facts.
     *
     * @param kind what they are: order
     * @param objects of this kind, up to now
     */
    public record ObjectsRebuilt(
            UUID organizationId, int organizationNumber, int organizations, String kind, long objects)
            implements Progress {}

    /**
     * What a whole run did.
     *
     * @param objects that have facts, but for customers
     */
    public record Summary(int organizations, long objects, long days, long events) {
        private Summary plus(Summary other) {
            return new Summary(
                    organizations + other.organizations,
                    objects + other.objects,
                    days + other.days,
                    events + other.events);
        }
    }

    /**
     * Rebuilds every organization.
     *
     * @param progress hears of each step; the future fails with what it throws
     */
    public static Future<Summary> run(Database database, Consumer<Progress> progress) {
        Pool pool = database.pool("rebuild", CONNECTIONS, LONGEST_STATEMENT);
        var rebuild = new Rebuild(pool, progress);
        return rebuild.days
                .organizations()
                .compose(rebuild::organizations)
                .recover(PgErrors::failed)
                .eventually(() -> pool.close());
    }

    private Future<Summary> organizations(List<UUID> organizations) {
        Future<Summary> done = Future.succeededFuture(new Summary(organizations.size(), 0, 0, 0));
        for (int i = 0; i < organizations.size(); i++) {
            UUID organizationId = organizations.get(i);
            var walk = new Walk(organizationId, i + 1, organizations.size());
            done = done.compose(before -> links.rebuild(organizationId)
                    .compose(linked -> store.rebuildAttribution(organizationId))
                    .compose(attributed -> facts.rebuild(organizationId, walk::rebuilt))
                    .compose(objects -> walk.from(DayStore.END_OF_TIME, new Summary(0, objects, 0, 0)))
                    .map(before::plus));
        }
        return done;
    }

    /** Goes back through the days of one organization. */
    private final class Walk {
        private final UUID organizationId;
        private final int number;
        private final int organizations;

        private Walk(UUID organizationId, int number, int organizations) {
            this.organizationId = organizationId;
            this.number = number;
            this.organizations = organizations;
        }

        private void rebuilt(FactKind kind, long objects) {
            progress.accept(new ObjectsRebuilt(organizationId, number, organizations, kind.storedName(), objects));
        }

        private Future<Summary> from(LocalDate day, Summary before) {
            return days.dayBefore(organizationId, day).compose(next -> {
                boolean leavesMonth = !day.equals(DayStore.END_OF_TIME)
                        && next.filter(older -> monthOf(older).equals(monthOf(day)))
                                .isEmpty();
                Future<Void> month =
                        leavesMonth ? store.rebuildMonth(organizationId, monthOf(day)) : Future.succeededFuture();
                return month.compose(done -> next.isEmpty()
                        ? Future.succeededFuture(before)
                        : store.rebuildDay(organizationId, next.get()).compose(events -> {
                            progress.accept(new DayRebuilt(organizationId, number, organizations, next.get(), events));
                            return from(next.get(), before.plus(new Summary(0, 0, 1, events)));
                        }));
            });
        }
    }

    private static LocalDate monthOf(LocalDate day) {
        return day.withDayOfMonth(1);
    }
}

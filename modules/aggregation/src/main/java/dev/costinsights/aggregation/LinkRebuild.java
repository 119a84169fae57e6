package dev.costinsights.aggregation;

import dev.costinsights.aggregation.Forest.Link;
import dev.costinsights.aggregation.Forest.Member;
import dev.costinsights.aggregation.Forest.Place;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes links between events, and what traces cost, what the log says, in many short transactions. Trusts nothing but the
 * log, and writes only what differs.
 */
final class LinkRebuild {
    private static final int EVENTS_PER_SLICE = 5_000;
    private static final int ROWS_PER_PAGE = 5_000;
    /** Before the id of every event. */
    private static final UUID FIRST = new UUID(0, 0);

    private final DayStore days;
    private final Pool pool;

    LinkRebuild(DayStore days, Pool pool) {
        this.days = days;
        this.pool = pool;
    }

    /** All links of an organization. Totals by name and customer are left as they are. */
    Future<Void> rebuild(UUID organizationId) {
        return clean(organizationId, LinkRebuildSql.CLEAN_LINKS)
                .compose(links -> clean(organizationId, LinkRebuildSql.CLEAN_ORPHANS))
                .compose(orphans -> clean(organizationId, LinkRebuildSql.CLEAN_CIRCLE_ROOTS))
                .compose(roots -> daysBefore(organizationId, DayStore.END_OF_TIME))
                .compose(linked -> clean(organizationId, LinkRebuildSql.SUM_TRACES));
    }

    private Future<Void> daysBefore(UUID organizationId, LocalDate day) {
        return days.dayBefore(organizationId, day)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : slices(organizationId, DayStore.startOf(found.get()), FIRST, found.get())
                                .compose(done -> daysBefore(organizationId, found.get())));
    }

    /** The events of a day that follow an event at a time. */
    private Future<Void> slices(UUID organizationId, OffsetDateTime from, UUID after, LocalDate day) {
        Tuple range = Tuple.of(organizationId, from, DayStore.startOf(day.plusDays(1)), after, (long) EVENTS_PER_SLICE);
        return pool.withTransaction(connection -> RebuildStore.lock(connection, organizationId)
                        .compose(locked -> connection
                                .preparedQuery(LinkRebuildSql.SLICE.sql())
                                .execute(range))
                        .map(Slice::of)
                        .compose(slice -> putRight(connection, organizationId, slice)))
                .compose(slice -> slice.size() < EVENTS_PER_SLICE
                        ? Future.succeededFuture()
                        : slices(
                                organizationId,
                                slice.last().occurredAt(),
                                slice.last().id(),
                                day));
    }

    private static Future<Slice> putRight(SqlConnection connection, UUID organizationId, Slice slice) {
        return slice.size() == 0
                ? Future.succeededFuture(slice)
                : connection
                        .preparedQuery(LinkRebuildSql.PUT_RIGHT.sql())
                        .execute(slice.addTo(Tuple.of(organizationId)))
                        .map(slice);
    }

    private Future<Void> clean(UUID organizationId, Statement page) {
        return clean(organizationId, page, FIRST);
    }

    private Future<Void> clean(UUID organizationId, Statement page, UUID after) {
        return pool.withTransaction(connection -> RebuildStore.lock(connection, organizationId)
                        .compose(locked -> connection
                                .preparedQuery(page.sql())
                                .execute(Tuple.of(organizationId, after, (long) ROWS_PER_PAGE)))
                        .map(rows -> rows.iterator().next().getUUID("last")))
                .compose(last -> last == null ? Future.succeededFuture() : clean(organizationId, page, last));
    }

    /** Some events that name a parent, and where they belong. */
    private static final class Slice {
        private final List<Member> events;
        private final Map<UUID, Link> links = new LinkedHashMap<>();
        private final Set<UUID> circleRoots = new HashSet<>();
        private final Forest forest;

        private Slice(List<Member> events, Map<UUID, Member> all, Map<UUID, UUID> parents) {
            this.events = events;
            // From one event to the next: what is stored about roots and depths may be wrong.
            parents.forEach((child, parent) -> links.put(child, new Link(child, parent, parent, 0)));
            for (List<Link> circle : Forest.of(links.values()).circles()) {
                UUID earliest = circle.stream()
                        .map(link -> all.get(link.childId()))
                        .min(Member.EARLIEST_FIRST)
                        .orElseThrow()
                        .id();
                links.remove(earliest);
                circleRoots.add(earliest);
            }
            forest = Forest.of(links.values());
        }

        private static Slice of(RowSet<Row> rows) {
            Map<UUID, Member> all = new LinkedHashMap<>();
            Map<UUID, UUID> parents = new LinkedHashMap<>();
            Set<UUID> inSlice = new HashSet<>();
            for (Row row : rows) {
                UUID id = row.getUUID("id");
                all.put(id, new Member(id, row.getOffsetDateTime("occurred_at"), row.getInteger("position")));
                UUID parentId = row.getUUID("parent_id");
                if (parentId != null) {
                    parents.put(id, parentId);
                }
                if (row.getBoolean("in_slice")) {
                    inSlice.add(id);
                }
            }
            List<Member> events = all.values().stream()
                    .filter(event -> inSlice.contains(event.id()))
                    .toList();
            return new Slice(events, all, parents);
        }

        private int size() {
            return events.size();
        }

        private Member last() {
            return events.get(events.size() - 1);
        }

        /** The parameters of {@link LinkRebuildSql#PUT_RIGHT}. */
        private Tuple addTo(Tuple parameters) {
            int count = events.size();
            var ids = new UUID[count];
            var parents = new @Nullable UUID[count];
            var roots = new @Nullable UUID[count];
            var depths = new @Nullable Integer[count];
            var areCircleRoots = new Boolean[count];
            for (int i = 0; i < count; i++) {
                UUID id = events.get(i).id();
                Place place = forest.place(id);
                Link link = links.get(id);
                ids[i] = id;
                parents[i] = link == null ? null : link.parentId();
                roots[i] = place == null ? null : place.rootId();
                depths[i] = place == null ? null : place.depth();
                areCircleRoots[i] = circleRoots.contains(id);
            }
            return parameters
                    .addArrayOfUUID(ids)
                    .addArrayOfUUID(parents)
                    .addArrayOfUUID(roots)
                    .addArrayOfInteger(depths)
                    .addArrayOfBoolean(areCircleRoots);
        }
    }
}

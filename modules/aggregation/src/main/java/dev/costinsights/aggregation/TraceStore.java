package dev.costinsights.aggregation;

import dev.costinsights.aggregation.Forest.Link;
import dev.costinsights.aggregation.Forest.Member;
import dev.costinsights.aggregation.Forest.Place;
import dev.costinsights.aggregation.Linking.Child;
import dev.costinsights.aggregation.Linking.Parent;
import dev.costinsights.aggregation.Linking.Trace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Links new events to their parents, and orphans to parents that are among the new events. Runs in the transaction of
 * the fold, whose lock makes the links of an organization one after another.
 */
final class TraceStore {
    private final SqlConnection connection;
    private final UUID organizationId;
    private final Long[] batchIds;
    private final TraceChanges changes = new TraceChanges();

    private TraceStore(SqlConnection connection, UUID organizationId, Long[] batchIds) {
        this.connection = connection;
        this.organizationId = organizationId;
        this.batchIds = batchIds;
    }

    /** Links the events of some appends, whose tickets are gone, and answers what that changes in the totals. */
    static Future<TraceChanges> link(SqlConnection connection, UUID organizationId, Long[] batchIds) {
        return new TraceStore(connection, organizationId, batchIds).link();
    }

    private Future<TraceChanges> link() {
        return execute(LinkSql.NAMED_PARENTS.sql(), Tuple.of(organizationId).addArrayOfLong(batchIds))
                .map(TraceStore::linking)
                .compose(linking -> linking.circles().isEmpty()
                        ? write(linking).map(changes)
                        : cut(linking.circles()).compose(cut -> link()));
    }

    private Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    private static Linking linking(RowSet<Row> rows) {
        List<Child> named = new ArrayList<>(rows.size());
        for (Row row : rows) {
            var own = new Trace(row.getUUID("id"), row.getBigDecimal("cost_cents"), row.getLong("events"));
            named.add(new Child(own, row.getBoolean("waited"), parent(row)));
        }
        return new Linking(named);
    }

    private static @Nullable Parent parent(Row row) {
        UUID id = row.getUUID("parent_id");
        return id == null
                ? null
                : new Parent(
                        id,
                        row.getInteger("parent_depth"),
                        new Trace(
                                row.getUUID("root_id"),
                                row.getBigDecimal("root_cost_cents"),
                                row.getLong("root_events")));
    }

    private Future<Void> write(Linking linking) {
        linking.orphans().stream().filter(child -> !child.waited()).forEach(child -> changes.orphaned(child.id()));
        List<Child> children = linking.children();
        if (children.isEmpty()) {
            return Future.succeededFuture();
        }
        int count = children.size();
        var ids = new UUID[count];
        var parents = new UUID[count];
        var roots = new UUID[count];
        var depths = new Integer[count];
        var haveChildren = new Boolean[count];
        for (int i = 0; i < count; i++) {
            Child child = children.get(i);
            Place place = linking.place(child);
            ids[i] = child.id();
            parents[i] = child.parent().id();
            roots[i] = place.rootId();
            depths[i] = place.depth();
            haveChildren[i] = child.own().events() > 1;
        }
        List<Trace> grown = linking.grown(changes);
        return execute(
                        LinkSql.LINK.sql(),
                        Tuple.of(organizationId)
                                .addArrayOfUUID(ids)
                                .addArrayOfUUID(parents)
                                .addArrayOfUUID(roots)
                                .addArrayOfInteger(depths)
                                .addArrayOfBoolean(haveChildren)
                                .addArrayOfUUID(
                                        grown.stream().map(Trace::rootId).toArray(UUID[]::new))
                                .addArrayOfString(grown.stream()
                                        .map(trace -> trace.costCents().toPlainString())
                                        .toArray(String[]::new))
                                .addArrayOfLong(
                                        grown.stream().map(Trace::events).toArray(Long[]::new)))
                .mapEmpty();
    }

    /** Makes the earliest event of each circle a root for ever, be it new or linked long ago. */
    private Future<Void> cut(List<List<Link>> circles) {
        UUID[] parents =
                circles.stream().flatMap(List::stream).map(Link::parentId).toArray(UUID[]::new);
        return execute(
                        LinkSql.MEMBERS_OF_CIRCLES.sql(),
                        Tuple.of(organizationId).addArrayOfUUID(parents))
                .compose(rows -> {
                    Map<UUID, List<Member>> above = membersByParent(rows);
                    List<UUID> earliest = circles.stream()
                            .map(circle -> earliest(circle, above))
                            .toList();
                    // The children of these links are roots as they stand: nothing is above them to be split from.
                    Set<UUID> roots = circles.stream()
                            .flatMap(List::stream)
                            .map(Link::childId)
                            .collect(Collectors.toSet());
                    Future<Void> split = Future.succeededFuture();
                    for (UUID id : earliest) {
                        changes.rootForEver(id);
                        split = roots.contains(id) ? split : split.compose(before -> split(id));
                    }
                    return split.compose(done -> execute(
                            LinkSql.ADD_CIRCLE_ROOTS.sql(),
                            Tuple.of(organizationId).addArrayOfUUID(earliest.toArray(UUID[]::new))));
                })
                .mapEmpty();
    }

    private static Map<UUID, List<Member>> membersByParent(RowSet<Row> rows) {
        Map<UUID, List<Member>> members = new HashMap<>();
        for (Row row : rows) {
            members.computeIfAbsent(row.getUUID("parent_id"), id -> new ArrayList<>())
                    .add(new Member(
                            row.getUUID("id"), row.getOffsetDateTime("occurred_at"), row.getInteger("position")));
        }
        return members;
    }

    private static UUID earliest(List<Link> circle, Map<UUID, List<Member>> above) {
        return circle.stream()
                .flatMap(link -> above.getOrDefault(link.parentId(), List.of()).stream())
                .min(Member.EARLIEST_FIRST)
                .orElseThrow()
                .id();
    }

    private Future<Void> split(UUID id) {
        return execute(LinkSql.SPLIT.sql(), Tuple.of(organizationId, id))
                .onSuccess(rows -> {
                    for (Row row : rows) {
                        var before = row.getBigDecimal("before_cents");
                        var part = row.getBigDecimal("part_cents");
                        changes.changed(row.getUUID("root_id"), before, before.subtract(part));
                        changes.changed(id, null, part);
                    }
                })
                .mapEmpty();
    }
}

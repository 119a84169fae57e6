package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.MrrMovementPage;
import dev.costinsights.contracts.metrics.MrrMovementPage.Item;
import dev.costinsights.platform.db.Statement;
import dev.costinsights.presentation.MovementGroups.Group;
import dev.costinsights.presentation.MrrTransition.Paid;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads whose MRR moved: first who moved alike and how many, then the customers of the part that is asked for. */
final class MovementStore {
    static final Statement GROUPS_OF_ALL = new Statement(MrrSql.listed(MrrSql.PAID));
    static final Statement GROUPS_OF_CUSTOMERS = new Statement(MrrSql.listed(MrrSql.PAID_OF_CUSTOMERS));
    static final Statement GROUPS_OF_PRODUCTS = new Statement(MrrSql.listed(MrrSql.PAID_OF_PRODUCTS));

    static final Statement MEMBERS_OF_ALL = new Statement(MrrSql.members(MrrSql.PAID, 3));
    static final Statement MEMBERS_OF_CUSTOMERS = new Statement(MrrSql.members(MrrSql.PAID_OF_CUSTOMERS, 4));
    static final Statement MEMBERS_OF_PRODUCTS = new Statement(MrrSql.members(MrrSql.PAID_OF_PRODUCTS, 5));

    private final SqlConnection snapshot;
    private final RevenueScope scope;
    private final Timeline timeline;

    MovementStore(SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.timeline = timeline;
    }

    Future<MrrMovementPage> page(long offset, int limit, Instant asOf) {
        return groups().compose(groups -> {
            MovementGroups.Part part = groups.part(offset, limit);
            Future<List<Item>> items = part.groups().isEmpty() ? Future.succeededFuture(List.of()) : items(part, limit);
            return items.map(read -> new MrrMovementPage(read, groups.count(), asOf));
        });
    }

    private Future<MovementGroups> groups() {
        List<Instant> boundaries = timeline.boundaries();
        return MrrStore.transitions(
                        snapshot,
                        MrrStore.statement(scope, GROUPS_OF_ALL, GROUPS_OF_CUSTOMERS, GROUPS_OF_PRODUCTS),
                        MrrStore.parameters(scope, boundaries))
                .compose(transitions -> MrrStore.rates(snapshot, scope, boundaries, transitions)
                        .compose(rates -> OffLoop.compute(() -> MovementGroups.of(transitions, rates))));
    }

    private Future<List<Item>> items(MovementGroups.Part part, int limit) {
        List<Group> groups = part.groups();
        Tuple parameters = MrrStore.parameters(scope, timeline.boundaries())
                .addArrayOfInteger(part.ranks().toArray(Integer[]::new))
                .addArrayOfInteger(groups.stream().map(Group::period).toArray(Integer[]::new))
                .addArrayOfString(texts(groups, Group::before, MovementStore::cents))
                .addArrayOfString(texts(groups, Group::before, Paid::otherPrices))
                .addArrayOfString(texts(groups, Group::after, MovementStore::cents))
                .addArrayOfString(texts(groups, Group::after, Paid::otherPrices))
                .addArrayOfBoolean(groups.stream().map(Group::hasPaid).toArray(Boolean[]::new))
                .addLong(part.offset())
                .addLong((long) limit);
        return snapshot.preparedQuery(
                        MrrStore.statement(scope, MEMBERS_OF_ALL, MEMBERS_OF_CUSTOMERS, MEMBERS_OF_PRODUCTS)
                                .sql())
                .execute(parameters)
                .map(rows -> {
                    List<Item> items = new ArrayList<>(rows.size());
                    rows.forEach(row -> items.add(item(row, groups.get(row.getInteger("number") - 1))));
                    return items;
                });
    }

    private static String cents(Paid paid) {
        return paid.usdCents().toPlainString();
    }

    /** Null where nothing is paid. */
    private static @Nullable String[] texts(
            List<Group> groups, Function<Group, @Nullable Paid> paid, Function<Paid, String> text) {
        return groups.stream()
                .map(group -> {
                    Paid ofGroup = paid.apply(group);
                    return ofGroup == null ? null : text.apply(ofGroup);
                })
                .toArray(String[]::new);
    }

    private Item item(Row row, Group group) {
        return new Item(
                timeline.periods().get(group.period() - 1).timestamp(),
                row.getUUID("customer_id"),
                row.getString("external_id"),
                row.getString("name"),
                row.getString("email"),
                group.movement(),
                Sums.plain(group.beforeCents()),
                Sums.plain(group.afterCents()));
    }
}

package dev.costinsights.aggregation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Takes tickets away in any order, a few at a time, and calls folders as a fold does. */
final class RandomTickets {
    private RandomTickets() {}

    /** Folds until no ticket of the organization is left. */
    static void foldAll(TotalsFixture fixture, UUID organizationId, Random random, FactFolder... folders)
            throws Exception {
        var pool = fixture.database.pool("folders", 1);
        TouchedObjects touched;
        while (!(touched = take(fixture, organizationId, 1 + random.nextInt(40)))
                .idsByKind()
                .isEmpty()) {
            fold(pool, organizationId, touched, folders);
        }
        TotalsFixture.get(pool.close());
    }

    static void fold(TotalsFixture fixture, UUID organizationId, TouchedObjects touched, FactFolder... folders)
            throws Exception {
        var pool = fixture.database.pool("folders", 1);
        fold(pool, organizationId, touched, folders);
        TotalsFixture.get(pool.close());
    }

    private static void fold(Pool pool, UUID organizationId, TouchedObjects touched, FactFolder... folders)
            throws Exception {
        TotalsFixture.get(pool.withTransaction(connection -> {
            Future<Void> fold = Future.succeededFuture();
            for (FactFolder folder : folders) {
                fold = fold.compose(done -> folder.fold(connection, organizationId, touched));
            }
            return fold;
        }));
    }

    private static TouchedObjects take(TotalsFixture fixture, UUID organizationId, int count) throws SQLException {
        Map<FactKind, Set<UUID>> ids = new EnumMap<>(FactKind.class);
        try (var delete = fixture.connection.prepareStatement("""
                delete from log.fact_tickets where organization_id = ? and id in (
                    select id from log.fact_tickets where organization_id = ? order by random() limit ?)
                returning kind, object_id""")) {
            delete.setObject(1, organizationId);
            delete.setObject(2, organizationId);
            delete.setInt(3, count);
            try (var rows = delete.executeQuery()) {
                while (rows.next()) {
                    ids.computeIfAbsent(FactKind.ofStoredName(rows.getString(1)), kind -> new HashSet<>())
                            .add(rows.getObject(2, UUID.class));
                }
            }
        }
        return new TouchedObjects(ids);
    }
}

package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.instant;
import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Dashboards in {@code accounts.metric_dashboards}. */
final class DashboardStore {
    static final Statement LIST = new Statement("""
            select organization_id, id, name, metrics, created_at, modified_at
            from accounts.metric_dashboards
            where organization_id = $1
            order by created_at, id
            """);

    static final Statement GET = new Statement("""
            select organization_id, id, name, metrics, created_at, modified_at
            from accounts.metric_dashboards
            where organization_id = $1 and id = $2
            """);

    static final Statement COUNT = new Statement("""
            select count(*) as dashboards
            from accounts.metric_dashboards
            where organization_id = $1
            """);

    static final Statement INSERT = new Statement("""
            insert into accounts.metric_dashboards (organization_id, id, name, metrics, created_at)
            values ($1, $2, $3, $4, $5)
            """);

    static final Statement UPDATE = new Statement("""
            update accounts.metric_dashboards
            set name = coalesce($3, name), metrics = coalesce($4, metrics), modified_at = $5
            where organization_id = $1 and id = $2
            returning organization_id, id, name, metrics, created_at, modified_at
            """);

    static final Statement DELETE = new Statement("""
            delete from accounts.metric_dashboards
            where organization_id = $1 and id = $2
            """);

    private final SqlClient client;

    DashboardStore(SqlClient client) {
        this.client = client;
    }

    Future<List<MetricDashboard>> list(UUID organizationId) {
        return client.preparedQuery(LIST.sql())
                .mapping(DashboardStore::dashboard)
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.stream().toList());
    }

    Future<Optional<MetricDashboard>> get(UUID organizationId, UUID id) {
        return client.preparedQuery(GET.sql())
                .mapping(DashboardStore::dashboard)
                .execute(Tuple.of(organizationId, id))
                .map(rows -> rows.stream().findFirst());
    }

    Future<Long> count(UUID organizationId) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.iterator().next().getLong("dashboards"));
    }

    Future<Void> insert(MetricDashboard dashboard) {
        return client.preparedQuery(INSERT.sql())
                .execute(Tuple.of(dashboard.organizationId(), dashboard.id(), dashboard.name())
                        .addArrayOfString(array(dashboard.metrics()))
                        .addOffsetDateTime(utc(dashboard.createdAt())))
                .mapEmpty();
    }

    /** Answers what it is now; empty when there is none. */
    Future<Optional<MetricDashboard>> update(UpdateDashboard wish, Instant now) {
        List<String> metrics = wish.metrics();
        return client.preparedQuery(UPDATE.sql())
                .mapping(DashboardStore::dashboard)
                .execute(Tuple.of(wish.organizationId(), wish.id(), wish.name())
                        .addArrayOfString(metrics == null ? null : array(metrics))
                        .addOffsetDateTime(utc(now)))
                .map(rows -> rows.stream().findFirst());
    }

    /** @return whether there was one */
    Future<Boolean> delete(DeleteDashboard wish) {
        return client.preparedQuery(DELETE.sql())
                .execute(Tuple.of(wish.organizationId(), wish.id()))
                .map(SqlResult::rowCount)
                .map(deleted -> deleted == 1);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static MetricDashboard dashboard(Row row) {
        return new MetricDashboard(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("metrics")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "modified_at"));
    }
}

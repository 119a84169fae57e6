package dev.costinsights.accounts;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.GetDashboard;
import dev.costinsights.contracts.dashboards.ListDashboards;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the dashboards that organizations make of metrics. */
final class Dashboards {
    private final Pool pool;
    private final DashboardStore store;
    private final Clock clock;

    Dashboards(Pool pool, Clock clock) {
        this.pool = pool;
        this.store = new DashboardStore(pool);
        this.clock = clock;
    }

    Future<DashboardList> list(ListDashboards question) {
        return store.list(question.organizationId()).recover(PgErrors::failed).map(DashboardList::new);
    }

    Future<MetricDashboard> get(GetDashboard question) {
        return store.get(question.organizationId(), question.id())
                .recover(PgErrors::failed)
                .compose(Dashboards::present);
    }

    Future<MetricDashboard> create(CreateDashboard wish) {
        List<FieldError> errors = check(wish.name(), wish.metrics());
        if (!errors.isEmpty()) {
            return invalid(errors);
        }
        var dashboard =
                new MetricDashboard(wish.organizationId(), UUID.randomUUID(), wish.name(), wish.metrics(), now(), null);
        return pool.withTransaction(connection -> insert(connection, dashboard))
                .recover(PgErrors::failed)
                .compose(inserted -> inserted ? Future.succeededFuture(dashboard) : tooMany());
    }

    /** One at a time for an organization, so that two at once can't both be the last. */
    private static Future<Boolean> insert(SqlConnection connection, MetricDashboard dashboard) {
        UUID organizationId = dashboard.organizationId();
        var dashboards = new DashboardStore(connection);
        return new OrganizationStore(connection)
                .lock(organizationId)
                .compose(locked -> dashboards.count(organizationId))
                .compose(count -> count < DashboardList.MAX_DASHBOARDS
                        ? dashboards.insert(dashboard).map(true)
                        : Future.succeededFuture(false));
    }

    Future<MetricDashboard> update(UpdateDashboard wish) {
        List<FieldError> errors = check(wish.name(), wish.metrics());
        return errors.isEmpty()
                ? store.update(wish, now()).recover(PgErrors::failed).compose(Dashboards::present)
                : invalid(errors);
    }

    Future<Done> delete(DeleteDashboard wish) {
        return store.delete(wish)
                .recover(PgErrors::failed)
                .compose(deleted -> deleted ? Future.succeededFuture(new Done()) : Future.failedFuture(notFound()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What is null stays as it is. */
    private static List<FieldError> check(@Nullable String name, @Nullable List<String> metrics) {
        List<FieldError> errors = new ArrayList<>();
        if (name != null && !hasLength(name, MetricDashboard.MAX_NAME_LENGTH)) {
            String message = "A name has 1 to " + MetricDashboard.MAX_NAME_LENGTH + " characters.";
            errors.add(new FieldError(null, "name", "value_error", message));
        }
        if (metrics != null && metrics.size() > MetricDashboard.MAX_METRICS) {
            String message = "A dashboard has at most " + MetricDashboard.MAX_METRICS + " metrics.";
            errors.add(new FieldError(null, "metrics", "too_long", message));
        } else if (metrics != null
                && !metrics.stream().allMatch(slug -> hasLength(slug, MetricDashboard.MAX_SLUG_LENGTH))) {
            String message = "A slug has 1 to " + MetricDashboard.MAX_SLUG_LENGTH + " characters.";
            errors.add(new FieldError(null, "metrics", "value_error", message));
        }
        return errors;
    }

    private static boolean hasLength(String text, int longest) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= longest;
    }

    private static <T> Future<T> invalid(List<FieldError> errors) {
        return Future.failedFuture(
                new ContractException(ErrorCode.INVALID, "The dashboard can't be as it is wished.", errors));
    }

    private static <T> Future<T> tooMany() {
        String message = "An organization has at most " + DashboardList.MAX_DASHBOARDS + " dashboards.";
        return Future.failedFuture(new ContractException(ErrorCode.INVALID, message));
    }

    private static Future<MetricDashboard> present(Optional<MetricDashboard> found) {
        return found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(notFound()));
    }

    private static ContractException notFound() {
        return new ContractException(ErrorCode.NOT_FOUND, "The organization has no such dashboard.");
    }
}

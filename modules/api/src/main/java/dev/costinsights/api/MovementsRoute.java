package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.ListMrrMovements;
import dev.costinsights.contracts.metrics.MrrMovementPage;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/metrics/mrr-movements}: whose MRR moved, in the token's organization. */
final class MovementsRoute {
    private static final String PATH = "/metrics/mrr-movements";

    private final Vertx vertx;

    MovementsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router v1, BearerAuth auth) {
        v1.route(PATH + "/").handler(RestApi::redirectToSlashless);
        v1.route(PATH).handler(ApiMetrics.route("/v1" + PATH));
        v1.get(PATH).handler(auth.requiring(Scope.METRICS_READ)).handler(this::list);
        v1.route(PATH).handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private void list(RoutingContext context) {
        var parameters = new QueryParameters(context.queryParams());
        Paging paging = parameters.paging();
        ListMrrMovements question = question(
                parameters,
                paging,
                BearerAuth.principal(context).organizationId(),
                context.request().getHeader(CommonHeaders.CONSISTENCY));
        FoldedReads.ask(vertx, context, Channels.LIST_MRR_MOVEMENTS, question, question.consistency())
                .onSuccess(page -> {
                    context.response()
                            .putHeader(CommonHeaders.AS_OF, page.asOf().toString());
                    Replies.json(context, 200, json(page, paging));
                })
                .onFailure(context::fail);
    }

    /** @throws InvalidRequest naming every parameter that is wrong */
    private static ListMrrMovements question(
            QueryParameters query, Paging paging, UUID ofToken, @Nullable String consistencyHeader) {
        LocalDate start = required(query, "start_date", MetricsParameters::date);
        LocalDate end = required(query, "end_date", MetricsParameters::date);
        ZoneId zone = query.last("timezone", MetricsParameters::zone);
        Interval sent = query.last("interval", MetricsParameters::interval);
        Interval interval = sent == null ? Interval.MONTH : sent;
        Set<UUID> customerIds = query.all("customer_id", Values::uuid);
        Set<UUID> productIds = query.all("product_id", Values::uuid);
        UUID organizationId = query.organization(ofToken);
        var consistency = query.consistency(consistencyHeader);
        query.refuse(InvalidRequest.Kind.REQUEST);
        if (start == null || end == null) {
            throw new IllegalStateException("What isn't there is a problem");
        }
        WireError tooSmall = MetricsParameters.tooSmall(start, end, interval);
        if (tooSmall != null) {
            query.problem(tooSmall);
        }
        query.refuse(InvalidRequest.Kind.SERVICE);
        return new ListMrrMovements(
                organizationId,
                new TimeRange(start, end, zone == null ? ZoneOffset.UTC : zone),
                interval,
                customerIds,
                productIds,
                consistency,
                paging.offset(),
                paging.limit());
    }

    private static <T> @Nullable T required(QueryParameters query, String name, QueryParameters.Reader<T> reader) {
        if (!query.has(name)) {
            query.problem(WireError.missing(Location.QUERY.child(name), null));
        }
        return query.last(name, reader);
    }

    private static ObjectNode json(MrrMovementPage page, Paging paging) {
        List<? extends JsonNode> items =
                page.items().stream().map(MovementsRoute::json).toList();
        return paging.toJson(items, page.totalCount());
    }

    private static ObjectNode json(MrrMovementPage.Item item) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", item.timestamp().toString())
                .put("customer_id", item.customerId().toString())
                .put("external_customer_id", item.externalCustomerId())
                .put("name", item.name())
                .put("email", item.email())
                .put("movement", item.movement().wireName())
                .put("before", item.beforeCents())
                .put("after", item.afterCents())
                .put("change", item.changeCents());
    }
}

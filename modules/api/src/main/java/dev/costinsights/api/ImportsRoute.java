package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.revenue.GetImport;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.StartImport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/revenue/imports/}: takes files of orders and subscriptions, and says how far they are and what is wrong. */
final class ImportsRoute {
    static final String PATH = "/v1/revenue/imports/";
    private static final String IMPORTS = "/revenue/imports";
    private static final String KINDS = "'orders' or 'subscriptions'";

    private final Vertx vertx;

    ImportsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router v1, BearerAuth auth, BodyBudget budget) {
        var writing = auth.requiring(Scope.REVENUE_WRITE);
        v1.route(IMPORTS).handler(ApiMetrics.route(PATH));
        v1.get(IMPORTS).handler(writing).handler(this::list);
        v1.post(IMPORTS)
                .handler(IngestRoute.LIMIT)
                .handler(writing)
                .handler(budget)
                .handler(this::start);
        v1.route(IMPORTS).handler(context -> RestApi.methodNotAllowed(context, "GET, POST"));

        String errors = IMPORTS + "/:id/errors";
        v1.route(errors + "/").handler(RestApi::redirectToSlashless);
        v1.route(errors).handler(ApiMetrics.route(PATH + "{id}/errors"));
        v1.get(errors).handler(writing).handler(this::listErrors);
        v1.route(errors).handler(context -> RestApi.methodNotAllowed(context, "GET"));

        String one = IMPORTS + "/:id";
        v1.route(one + "/").handler(RestApi::redirectToSlashless);
        v1.route(one).handler(ApiMetrics.route(PATH + "{id}"));
        v1.get(one).handler(writing).handler(this::get);
        v1.route(one).handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private void start(RoutingContext context) {
        var parameters = new QueryParameters(context.queryParams());
        ImportKind kind = parameters.last("kind", ImportsRoute::kind);
        if (!parameters.has("kind")) {
            parameters.problem(WireError.missing(Location.QUERY.child("kind"), null));
        }
        boolean dryRun = Boolean.TRUE.equals(parameters.last("dry_run", QueryParameters::flag));
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        UUID organizationId = organization(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .compose(body -> vertx.executeBlocking(() -> text(body), false))
                .compose(
                        csv -> patience.limit(Channels.START_IMPORT.ask(vertx, wish(organizationId, kind, dryRun, csv)))
                                .recover(ImportsRoute::refusal))
                .onSuccess(started -> {
                    context.response().putHeader(HttpHeaders.LOCATION, PATH + started.id());
                    Replies.json(context, 202, ImportJson.of(started));
                })
                .onFailure(context::fail);
    }

    private static StartImport wish(UUID organizationId, @Nullable ImportKind kind, boolean dryRun, String csv) {
        if (kind == null) {
            throw new IllegalStateException("A kind that isn't there is a problem");
        }
        return new StartImport(organizationId, kind, dryRun, csv);
    }

    private static ImportKind kind(String text) throws InvalidValue {
        return ImportKind.ofWireName(text).orElseThrow(() -> QueryParameters.notOneOf(KINDS));
    }

    private static String text(Buffer body) {
        if (body.length() == 0) {
            throw InvalidRequest.of(WireError.missing(Location.BODY, null));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw InvalidRequest.of(
                    new WireError("string_unicode", Location.BODY, "The file should be CSV in UTF-8.", null));
        }
    }

    private static Future<RevenueImport> refusal(Throwable failure) {
        return BusRefusal.inWireTerms(failure, Location.BODY, field -> Location.BODY, field -> null);
    }

    private void list(RoutingContext context) {
        Paging paging = paging(context);
        var question = new ListImports(organization(context), paging.offset(), paging.limit());
        BearerAuth.patience(context)
                .limit(Channels.LIST_IMPORTS.ask(vertx, question))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        paging.toJson(found.items().stream().map(ImportJson::of).toList(), found.totalCount())))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        var question = new GetImport(organization(context), PathIds.id(context));
        BearerAuth.patience(context)
                .limit(Channels.GET_IMPORT.ask(vertx, question))
                .onSuccess(found -> Replies.json(context, 200, ImportJson.of(found)))
                .onFailure(context::fail);
    }

    /** A page of JSON for who asks for JSON, else the whole list as a file. */
    private void listErrors(RoutingContext context) {
        Paging paging = paging(context);
        UUID id = PathIds.id(context);
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean json = accept != null && accept.contains("application/json");
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        var question = json
                ? new ListImportErrors(organization(context), id, paging.offset(), paging.limit())
                : new ListImportErrors(organization(context), id, 0, ListImportErrors.MAX_LISTED);
        BearerAuth.patience(context)
                .limit(Channels.LIST_IMPORT_ERRORS.ask(vertx, question))
                .onSuccess(found -> {
                    if (json) {
                        Replies.json(
                                context,
                                200,
                                paging.toJson(
                                        found.items().stream()
                                                .map(ImportJson::of)
                                                .toList(),
                                        found.totalCount()));
                    } else {
                        sendCsv(context, id, found);
                    }
                })
                .onFailure(context::fail);
    }

    private static void sendCsv(RoutingContext context, UUID id, ImportErrorPage errors) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=import-errors-" + id + ".csv")
                .end(ImportErrorsCsv.of(errors.items()));
    }

    private static Paging paging(RoutingContext context) {
        var parameters = new QueryParameters(context.queryParams());
        Paging paging = parameters.paging();
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        return paging;
    }

    private static UUID organization(RoutingContext context) {
        return BearerAuth.principal(context).organizationId();
    }
}

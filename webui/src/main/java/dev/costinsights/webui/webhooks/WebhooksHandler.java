package dev.costinsights.webui.webhooks;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.webhooks.DeleteWebhookEndpoint;
import dev.costinsights.contracts.webhooks.GetWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.ListWebhookEndpoints;
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookDeliveryPage;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Requested;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ServerAddress;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.settings.SettingsEntry;
import dev.costinsights.webui.settings.SettingsFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The pages of webhook endpoints: lists, makes, changes and deletes those of the reader's organization. */
public final class WebhooksHandler {
    /** Where the pages are. */
    public static final String PATH = SettingsEntry.WEBHOOKS.path();

    private static final Map<String, String> NOTICES = Map.of(
            "saved", "The endpoint is saved.",
            "rotated", "The new secret is saved. Tell the provider to sign with it.",
            "off", "The endpoint is off. Deliveries are turned away until you turn it on.",
            "on", "The endpoint is on.",
            "deleted", "The endpoint is deleted. What came through it stays.");

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;
    private final Cookies cookies;
    private final Clock clock;
    private final @Nullable URI publicUrl;

    /** Handlers of one server instance. */
    public WebhooksHandler(Vertx vertx, Responder responder, Cookies cookies, Clock clock, @Nullable URI publicUrl) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
        this.cookies = cookies;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** Mounts all of it. */
    public void mount(Router ui, Gate gate) {
        ui.get(PATH).handler(gate.page(this::list));
        ui.post(PATH).handler(gate.form(Role.MEMBER, this::create));
        String one = PATH + "/:id";
        ui.get(one).handler(gate.page((context, reader) -> withId(context, reader, this::show)));
        ui.post(one).handler(gate.form(Role.MEMBER, (context, reader) -> withId(context, reader, this::change)));
        ui.post(one + "/state")
                .handler(gate.form(Role.MEMBER, (context, reader) -> withId(context, reader, this::turn)));
        ui.post(one + "/delete")
                .handler(gate.form(Role.MEMBER, (context, reader) -> withId(context, reader, this::delete)));
    }

    private record Request(RoutingContext context, SessionPrincipal reader) {}

    private void withId(RoutingContext context, SessionPrincipal reader, BiConsumer<Request, UUID> act) {
        Optional<UUID> id = Requested.id(context.pathParam("id"));
        if (id.isEmpty()) {
            gone(context, reader);
        } else {
            act.accept(new Request(context, reader), id.get());
        }
    }

    private void list(RoutingContext context, SessionPrincipal reader) {
        sendList(context, reader, 200, WebhookForm.fresh(), notice(context));
    }

    private void sendList(
            RoutingContext context, SessionPrincipal reader, int status, WebhookForm form, @Nullable String notice) {
        var question = new ListWebhookEndpoints(reader.organizationId(), 0, WebhookEndpoint.MAX_ENDPOINTS);
        responder.answer(
                context,
                reader,
                Channels.LIST_WEBHOOK_ENDPOINTS.ask(vertx, question),
                found -> send(
                        context,
                        reader,
                        status,
                        "webhooks",
                        WebhooksPages.list(found, form, notice, reader.zone(), clock.instant())));
    }

    private void create(RoutingContext context, SessionPrincipal reader) {
        WebhookForm form = WebhookForm.readNew(context.request().formAttributes());
        if (!form.problems().isEmpty()) {
            sendList(context, reader, 422, form, null);
            return;
        }
        Channels.CREATE_WEBHOOK_ENDPOINT
                .ask(vertx, form.wish(reader.organizationId()))
                .onSuccess(made -> leadTo(context, WebhooksPages.href(made.id()), "saved"))
                .onFailure(failure -> {
                    if (failure instanceof ContractException refused && refused.code() == ErrorCode.INVALID) {
                        sendList(context, reader, 422, form.refused(refused.detail(), refused.fieldErrors()), null);
                    } else {
                        failed(context, reader, failure);
                    }
                });
    }

    private void show(Request request, UUID id) {
        RoutingContext context = request.context();
        long page = Requested.page(context.queryParams().get("page"));
        responder.answer(
                context,
                request.reader(),
                found(request.reader().organizationId(), id, page),
                found -> sendOne(request, 200, found, WebhookForm.of(found.endpoint()), notice(context)));
    }

    private record Found(WebhookEndpoint endpoint, WebhookDeliveryPage deliveries, long page) {}

    /** Asks once, and once more when the page asked for lies behind the last. */
    private Future<Found> found(UUID organizationId, UUID id, long page) {
        var deliveries = new ListWebhookDeliveries(
                organizationId, id, (page - 1) * WebhooksPages.PAGE_ROWS, WebhooksPages.PAGE_ROWS);
        return Channels.GET_WEBHOOK_ENDPOINT
                .ask(vertx, new GetWebhookEndpoint(organizationId, id))
                .compose(endpoint -> Channels.LIST_WEBHOOK_DELIVERIES
                        .ask(vertx, deliveries)
                        .compose(found -> {
                            long last = Pager.pages(WebhooksPages.PAGE_ROWS, found.totalCount());
                            return page <= last
                                    ? Future.succeededFuture(new Found(endpoint, found, page))
                                    : found(organizationId, id, last);
                        }));
    }

    private void sendOne(Request request, int status, Found found, WebhookForm form, @Nullable String notice) {
        RoutingContext context = request.context();
        SessionPrincipal reader = request.reader();
        send(
                context,
                reader,
                status,
                "webhook",
                WebhooksPages.one(
                        found.endpoint(),
                        found.deliveries(),
                        found.page(),
                        form,
                        notice,
                        ServerAddress.of(context.request(), publicUrl),
                        reader.zone(),
                        clock.instant()));
    }

    private void change(Request request, UUID id) {
        UUID organizationId = request.reader().organizationId();
        responder.answer(
                request.context(),
                request.reader(),
                Channels.GET_WEBHOOK_ENDPOINT.ask(vertx, new GetWebhookEndpoint(organizationId, id)),
                endpoint -> {
                    WebhookForm form = WebhookForm.readChange(
                            endpoint.provider(), request.context().request().formAttributes());
                    if (!form.problems().isEmpty()) {
                        showAgain(request, id, form);
                        return;
                    }
                    String notice = form.secret().value().isEmpty() ? "saved" : "rotated";
                    Channels.UPDATE_WEBHOOK_ENDPOINT
                            .ask(vertx, form.change(organizationId, id))
                            .onSuccess(changed -> leadTo(request.context(), WebhooksPages.href(id), notice))
                            .onFailure(failure -> {
                                if (failure instanceof ContractException refused
                                        && refused.code() == ErrorCode.INVALID) {
                                    showAgain(request, id, form.refused(refused.detail(), refused.fieldErrors()));
                                } else {
                                    failed(request.context(), request.reader(), failure);
                                }
                            });
                });
    }

    private void showAgain(Request request, UUID id, WebhookForm form) {
        responder.answer(
                request.context(),
                request.reader(),
                found(request.reader().organizationId(), id, 1),
                found -> sendOne(request, 422, found, form, null));
    }

    private void turn(Request request, UUID id) {
        boolean off = "off".equals(request.context().request().getFormAttribute("state"));
        var wish = new UpdateWebhookEndpoint(request.reader().organizationId(), id, null, null, false, null, off);
        Channels.UPDATE_WEBHOOK_ENDPOINT
                .ask(vertx, wish)
                .onSuccess(changed -> leadTo(request.context(), WebhooksPages.href(id), off ? "off" : "on"))
                .onFailure(failure -> failed(request.context(), request.reader(), failure));
    }

    private void delete(Request request, UUID id) {
        Channels.DELETE_WEBHOOK_ENDPOINT
                .ask(vertx, new DeleteWebhookEndpoint(request.reader().organizationId(), id))
                .onSuccess(done -> leadTo(request.context(), PATH, "deleted"))
                .onFailure(failure -> failed(request.context(), request.reader(), failure));
    }

    private void send(RoutingContext context, SessionPrincipal reader, int status, String template, Object page) {
        frame.send(context, reader, status, template, SettingsEntry.WEBHOOKS, page);
    }

    private void leadTo(RoutingContext context, String path, String notice) {
        cookies.leaveOnce(context, path, new Secret(notice));
        responder.redirect(context, path);
    }

    /** What the form before left to be said. */
    private @Nullable String notice(RoutingContext context) {
        return cookies.takeOnce(context, context.request().path())
                .map(Secret::value)
                .map(NOTICES::get)
                .orElse(null);
    }

    private void failed(RoutingContext context, SessionPrincipal reader, Throwable failure) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        switch (code) {
            case NOT_FOUND -> gone(context, reader);
            case OVERLOADED, UNAVAILABLE, TIMEOUT -> responder.problem(context, reader, 503, UNDECIDED);
            default -> responder.failure(context, reader, failure);
        }
    }

    private static final Problem UNDECIDED = new Problem(
            "No answer came in time",
            "The change may have been made or not. Look at the endpoints before you try again.",
            PATH,
            "See webhook endpoints");

    private void gone(RoutingContext context, SessionPrincipal reader) {
        responder.problem(
                context,
                reader,
                404,
                new Problem(
                        "This webhook endpoint is gone",
                        "It was deleted, or it is not one of this organization. Nothing was changed.",
                        PATH,
                        "See webhook endpoints"));
    }
}

package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.webhooks.CreateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.DeleteWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookDeliveryPage;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookEndpointPage;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of webhook endpoints over real HTTP. */
class WebhooksPageIT extends DashboardTest {
    private static final String PAGE = "/settings/webhooks";
    private static final UUID ID = UUID.fromString("7d1f3a54-7c4c-4e13-9f6e-2f6d1b3f5c11");
    private static final String SECRET = "whsec_0123456789abcdef";

    private final List<CreateWebhookEndpoint> made = new CopyOnWriteArrayList<>();
    private final List<UpdateWebhookEndpoint> changed = new CopyOnWriteArrayList<>();
    private final List<DeleteWebhookEndpoint> deleted = new CopyOnWriteArrayList<>();
    private final List<ListWebhookDeliveries> asked = new CopyOnWriteArrayList<>();
    private volatile List<WebhookEndpoint> endpoints = List.of(endpoint("<b>Production</b>", WebhookProvider.STRIPE));
    private volatile List<WebhookDelivery> deliveries = List.of();
    private volatile ContractException refusal;

    @BeforeEach
    void serve() throws Exception {
        Future.all(List.of(
                        Channels.LIST_WEBHOOK_ENDPOINTS
                                .serve(
                                        vertx,
                                        ask -> Future.succeededFuture(
                                                new WebhookEndpointPage(endpoints, endpoints.size())))
                                .completion(),
                        Channels.GET_WEBHOOK_ENDPOINT
                                .serve(vertx, ask -> known(ask.organizationId(), ask.id()))
                                .completion(),
                        Channels.CREATE_WEBHOOK_ENDPOINT
                                .serve(vertx, ask -> {
                                    made.add(ask);
                                    return refusal == null
                                            ? Future.succeededFuture(endpoints.get(0))
                                            : Future.failedFuture(refusal);
                                })
                                .completion(),
                        Channels.UPDATE_WEBHOOK_ENDPOINT
                                .serve(vertx, ask -> {
                                    changed.add(ask);
                                    return known(ask.organizationId(), ask.id());
                                })
                                .completion(),
                        Channels.DELETE_WEBHOOK_ENDPOINT
                                .serve(vertx, ask -> {
                                    deleted.add(ask);
                                    return known(ask.organizationId(), ask.id()).map(new Done());
                                })
                                .completion(),
                        Channels.LIST_WEBHOOK_DELIVERIES
                                .serve(vertx, ask -> {
                                    asked.add(ask);
                                    return Future.succeededFuture(
                                            new WebhookDeliveryPage(deliveries, deliveries.size()));
                                })
                                .completion()))
                .await(10, TimeUnit.SECONDS);
    }

    @Test
    void the_list_says_what_delivers_and_escapes_names() throws Exception {
        String page = get(PAGE, modules.session()).body();
        assertThat(page)
                .contains("&lt;b&gt;Production&lt;/b&gt;", "Stripe", "…cdef", "href=\"" + PAGE + "/" + ID + "\"")
                .doesNotContain("<b>Production");
        endpoints = List.of();
        assertThat(get(PAGE, modules.session()).body()).contains("Nobody delivers yet.", "Add endpoint");
    }

    @Test
    void a_new_endpoint_leads_to_its_page() throws Exception {
        HttpResponse<String> answer = post(
                PAGE,
                modules.session(),
                "csrf",
                FakeModules.CSRF,
                "provider",
                "stripe",
                "name",
                " Production ",
                "secret",
                SECRET,
                "customer_key",
                "");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(PAGE + "/" + ID);
        assertThat(made)
                .containsExactly(new CreateWebhookEndpoint(
                        Organizations.DEFAULT_ID,
                        WebhookProvider.STRIPE,
                        "Production",
                        new Secret(SECRET),
                        "external_customer_id"));
        String once = answer.headers().firstValue("set-cookie").orElseThrow();
        assertThat(once).contains("Path=" + PAGE + "/" + ID);
        HttpResponse<String> shown = send(request(PAGE + "/" + ID, null)
                .header("Cookie", "ci_session=" + modules.session() + "; " + once.substring(0, once.indexOf(';'))));
        assertThat(shown.body())
                .contains("The endpoint is saved.", "http://localhost:" + port + "/v1/webhooks/stripe/" + ID)
                .doesNotContain(SECRET);
    }

    @Test
    void what_is_wrong_stands_at_its_field_and_the_secret_is_not_said_back() throws Exception {
        HttpResponse<String> answer = post(
                PAGE, modules.session(), "csrf", FakeModules.CSRF, "name", "", "secret", "short", "customer_key", "");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Choose who delivers.", "Say what it is for", "16 to 256 characters")
                .doesNotContain("value=\"short\"");
        assertThat(made).isEmpty();

        refusal = new ContractException(
                ErrorCode.INVALID,
                "The endpoint can't be made.",
                List.of(new FieldError(
                        null, "name", "value_error", "Value error, This value contains invalid characters")));
        answer = post(
                PAGE, modules.session(), "csrf", FakeModules.CSRF, "provider", "polar", "name", "a", "secret", SECRET);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(">This value contains invalid characters<")
                .doesNotContain(SECRET);
    }

    @Test
    void deliveries_say_what_became_of_them() throws Exception {
        deliveries = List.of(
                delivery("order.paid", WebhookDelivery.Outcome.ACCEPTED, null, 2, 1),
                delivery("customer.created", WebhookDelivery.Outcome.DUPLICATE, null, 0, 0),
                delivery("benefit.created", WebhookDelivery.Outcome.IGNORED, null, 0, 0),
                delivery("<i>odd</i>", WebhookDelivery.Outcome.REFUSED, "The amount isn't whole.", 0, 0));
        String page = get(PAGE + "/" + ID + "?page=1", modules.session()).body();
        assertThat(page)
                .contains("2 facts kept, 1 waiting for what they belong to", "Known", "Ignored", "Refused")
                .contains("The amount isn&#39;t whole.", ">422<", "&lt;i&gt;odd")
                .doesNotContain("<i>odd");
        assertThat(asked).containsExactly(new ListWebhookDeliveries(Organizations.DEFAULT_ID, ID, 0, 25));
    }

    @Test
    void a_change_keeps_the_secret_that_is_not_written() throws Exception {
        String session = modules.session();
        post(PAGE + "/" + ID, session, "csrf", FakeModules.CSRF, "name", "New", "secret", "", "customer_key", "ref");
        post(
                PAGE + "/" + ID,
                session,
                "csrf",
                FakeModules.CSRF,
                "name",
                "New",
                "secret",
                SECRET,
                "keep_previous",
                "yes",
                "customer_key",
                "ref");
        post(PAGE + "/" + ID + "/state", session, "csrf", FakeModules.CSRF, "state", "off");
        assertThat(changed)
                .containsExactly(
                        new UpdateWebhookEndpoint(Organizations.DEFAULT_ID, ID, "New", null, false, "ref", null),
                        new UpdateWebhookEndpoint(
                                Organizations.DEFAULT_ID, ID, "New", new Secret(SECRET), true, "ref", null),
                        new UpdateWebhookEndpoint(Organizations.DEFAULT_ID, ID, null, null, false, null, true));
        assertThat(location(post(PAGE + "/" + ID + "/delete", session, "csrf", FakeModules.CSRF)))
                .isEqualTo(PAGE);
        assertThat(deleted).containsExactly(new DeleteWebhookEndpoint(Organizations.DEFAULT_ID, ID));
    }

    @Test
    void what_is_not_there_or_not_ours_is_gone() throws Exception {
        String other = "11111111-1111-4111-8111-111111111111";
        for (String id : List.of(other, "x")) {
            assertThat(get(PAGE + "/" + id, modules.session()).statusCode()).isEqualTo(404);
            for (String form : List.of("", "/state", "/delete")) {
                assertThat(post(PAGE + "/" + id + form, modules.session(), "csrf", FakeModules.CSRF, "name", "a")
                                .statusCode())
                        .as(id + form)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void forged_forms_and_viewers_change_nothing() throws Exception {
        String session = modules.session();
        List<String> forms = List.of(PAGE, PAGE + "/" + ID, PAGE + "/" + ID + "/state", PAGE + "/" + ID + "/delete");
        for (String form : forms) {
            assertThat(post(form, session, "name", "x").statusCode()).isEqualTo(403);
            assertThat(post(form, session, "csrf", "guess", "name", "x").statusCode())
                    .isEqualTo(403);
        }
        modules.role = Role.VIEWER;
        for (String form : forms) {
            assertThat(post(form, session, "csrf", FakeModules.CSRF, "name", "x")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(get(PAGE, session).body()).doesNotContain("Add endpoint");
        assertThat(get(PAGE + "/" + ID, session).body()).doesNotContain("Delete endpoint", ">Save<");
        assertThat(made).isEmpty();
        assertThat(changed).isEmpty();
        assertThat(deleted).isEmpty();
    }

    private Future<WebhookEndpoint> known(UUID organizationId, UUID id) {
        return endpoints.stream()
                .filter(endpoint ->
                        endpoint.id().equals(id) && endpoint.organizationId().equals(organizationId))
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "gone")));
    }

    private static WebhookEndpoint endpoint(String name, WebhookProvider provider) {
        return new WebhookEndpoint(
                Organizations.DEFAULT_ID,
                ID,
                provider,
                name,
                "cdef",
                null,
                "external_customer_id",
                false,
                CLOCK.instant(),
                null);
    }

    private static WebhookDelivery delivery(
            String type, WebhookDelivery.Outcome outcome, String reason, int inserted, int waiting) {
        return new WebhookDelivery("msg_1", type, CLOCK.instant(), outcome, reason, inserted, 0, waiting);
    }
}

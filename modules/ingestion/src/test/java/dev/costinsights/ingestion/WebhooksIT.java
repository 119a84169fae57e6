package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.RunningIngestion.await;
import static dev.costinsights.ingestion.RunningWebhooks.SECRET;
import static dev.costinsights.ingestion.RunningWebhooks.resource;
import static dev.costinsights.ingestion.RunningWebhooks.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.webhooks.CreateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.DeleteWebhookEndpoint;
import dev.costinsights.contracts.webhooks.GetWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.ListWebhookEndpoints;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksIT {
    /** One reading for a test, so that what is signed a second before was never signed at the same time. */
    private final long now = Instant.now().getEpochSecond();

    private static final Secret OTHER = new Secret("whsec_another_secret_of_theirs");
    private static final Duration TOO_LONG_AGO = WebhookScheme.TOLERANCE.plusSeconds(10);

    private static RunningWebhooks webhooks;

    @BeforeAll
    static void start() {
        webhooks = new RunningWebhooks();
    }

    @AfterAll
    static void stop() {
        webhooks.close();
    }

    private static String body(WebhookProvider provider) {
        return provider == WebhookProvider.POLAR
                ? resource("polar/order.paid.json")
                : resource("stripe/invoice.paid.json");
    }

    private ErrorCode refusal(ReceiveWebhook delivery) {
        return webhooks.ingestion.refusal(Channels.RECEIVE_WEBHOOK, delivery).code();
    }

    @ParameterizedTest
    @EnumSource(WebhookProvider.class)
    void onlyWhatIsSignedWithTheSecretNowIsTaken(WebhookProvider provider) {
        WebhookEndpoint endpoint = webhooks.endpoint(provider);
        String body = body(provider);
        ReceiveWebhook good = signed(endpoint, SECRET, "e1", now, body);
        long longAgo = now - TOO_LONG_AGO.toSeconds();
        long longAhead = now + TOO_LONG_AGO.toSeconds();

        Stream<ReceiveWebhook> bad = Stream.of(
                signed(endpoint, OTHER, "e1", now, body),
                signed(endpoint, SECRET, "e1", longAgo, body),
                signed(endpoint, SECRET, "e1", longAhead, body),
                new ReceiveWebhook(provider, endpoint.id(), good.id(), good.timestamp(), good.signature(), body + ' '),
                new ReceiveWebhook(provider, endpoint.id(), null, null, null, body),
                new ReceiveWebhook(
                        provider, endpoint.id(), "e2", longAhead + "", good.signature() + ",v1=00", body + ' '));

        assertThat(bad).allSatisfy(delivery -> assertThat(refusal(delivery)).isEqualTo(ErrorCode.UNAUTHENTICATED));
        assertThat(webhooks.facts(endpoint)).isEmpty();
        assertThat(webhooks.deliveries(endpoint)).isEmpty();
        assertThat(await(webhooks.send(good)).inserted()).isEqualTo(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", ",", "v1", "v1,", "t=", "t=1", "t=1,v1", "t=x,v1=y", "t=99999999999999999999,v1=y", "\u0000"
            })
    void anOddSignatureIsABadOne(@Nullable String signature) {
        WebhookEndpoint polar = webhooks.endpoint(WebhookProvider.POLAR);
        WebhookEndpoint stripe = webhooks.endpoint(WebhookProvider.STRIPE);

        for (String timestamp : List.of(now + "", "", "x", "1e9", "99999999999999999999")) {
            assertThat(refusal(new ReceiveWebhook(WebhookProvider.POLAR, polar.id(), "e1", timestamp, signature, "{}")))
                    .isEqualTo(ErrorCode.UNAUTHENTICATED);
        }
        assertThat(refusal(new ReceiveWebhook(WebhookProvider.STRIPE, stripe.id(), null, null, signature, "{}")))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void thereIsNoEndpointWithoutTheRightIdProviderAndSwitch() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        String body = body(WebhookProvider.POLAR);
        ReceiveWebhook good = signed(endpoint, SECRET, "e1", now, body);

        assertThat(refusal(new ReceiveWebhook(
                        WebhookProvider.POLAR, UUID.randomUUID(), "e1", good.timestamp(), good.signature(), body)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(new ReceiveWebhook(
                        WebhookProvider.STRIPE, endpoint.id(), "e1", good.timestamp(), good.signature(), body)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        update(endpoint, null, false, true);
        assertThat(refusal(good)).isEqualTo(ErrorCode.NOT_FOUND);
        update(endpoint, null, false, false);
        assertThat(await(webhooks.send(good)).inserted()).isEqualTo(1);
    }

    private WebhookEndpoint update(
            WebhookEndpoint endpoint, @Nullable Secret secret, boolean keep, @Nullable Boolean disabled) {
        return await(Channels.UPDATE_WEBHOOK_ENDPOINT.ask(
                webhooks.ingestion.vertx,
                new UpdateWebhookEndpoint(
                        endpoint.organizationId(), endpoint.id(), null, secret, keep, null, disabled)));
    }

    @ParameterizedTest
    @EnumSource(WebhookProvider.class)
    void aReplayChangesNothingAndATryIsADuplicate(WebhookProvider provider) {
        WebhookEndpoint endpoint = webhooks.endpoint(provider);
        ReceiveWebhook delivery = signed(endpoint, SECRET, "e1", now, body(provider));

        assertThat(await(webhooks.send(delivery)).replayed()).isFalse();
        assertThat(await(webhooks.send(delivery))).isEqualTo(new WebhookReceipt(true, 0, 0, 0));
        assertThat(await(webhooks.send(signed(endpoint, SECRET, "e1", now - 60, body(provider)))))
                .isEqualTo(new WebhookReceipt(false, 0, 1, 0));
        assertThat(webhooks.deliveries(endpoint)).hasSize(2);
        assertThat(webhooks.facts(endpoint)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(WebhookProvider.class)
    void ofEqualDeliveriesAtOnceOneIsTaken(WebhookProvider provider) {
        WebhookEndpoint endpoint = webhooks.endpoint(provider);
        String body = body(provider);
        ReceiveWebhook delivery = signed(endpoint, SECRET, "e1", now, body);

        List<WebhookReceipt> same = all(IntStream.range(0, 8).mapToObj(i -> webhooks.send(delivery)));
        List<WebhookReceipt> tries =
                all(IntStream.range(1, 9).mapToObj(i -> webhooks.send(signed(endpoint, SECRET, "e1", now - i, body))));

        assertThat(same).filteredOn(receipt -> !receipt.replayed()).hasSize(1);
        assertThat(tries).allMatch(receipt -> receipt.duplicates() == 1 && !receipt.replayed());
        assertThat(webhooks.facts(endpoint)).hasSize(1);
        assertThat(webhooks.deliveries(endpoint))
                .filteredOn(kept -> kept.outcome() == WebhookDelivery.Outcome.ACCEPTED)
                .hasSize(1);
    }

    @Test
    void ofTriesAtOnceOneIsAccepted() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        String body = body(WebhookProvider.POLAR);

        List<WebhookReceipt> tries =
                all(IntStream.range(0, 8).mapToObj(i -> webhooks.send(signed(endpoint, SECRET, "e1", now - i, body))));

        assertThat(tries).noneMatch(WebhookReceipt::replayed);
        assertThat(webhooks.deliveries(endpoint))
                .extracting(WebhookDelivery::outcome)
                .containsOnlyOnce(WebhookDelivery.Outcome.ACCEPTED)
                .hasSize(8);
    }

    private static List<WebhookReceipt> all(Stream<Future<WebhookReceipt>> receipts) {
        return receipts.toList().stream().map(RunningIngestion::await).toList();
    }

    @Test
    void factsThatCantBeKeptAreRefusedWithAReasonAndMayBeTriedAgain() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        String wrong = "{\"type\":\"order.paid\",\"timestamp\":\"2026-11-01T10:00:00Z\",\"data\":{\"id\":1}}";

        ContractException refusal =
                webhooks.ingestion.refusal(Channels.RECEIVE_WEBHOOK, signed(endpoint, SECRET, "e1", now, wrong));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.fieldErrors()).extracting(FieldError::field).contains("data.id", "data.net_amount");
        assertThat(webhooks.deliveries(endpoint)).singleElement().satisfies(kept -> {
            assertThat(kept.outcome()).isEqualTo(WebhookDelivery.Outcome.REFUSED);
            assertThat(kept.reason()).startsWith("data.id: UUID input should be a string; ");
        });
        String right = body(WebhookProvider.POLAR);
        assertThat(await(webhooks.send(signed(endpoint, SECRET, "e1", now - 1, right)))
                        .inserted())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"type\":1}",
                "{\"type\":\"order.paid\"}",
                "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"invoice.paid\"}",
                "{\"id\":\"evt_1\",\"object\":\"event\",\"created\":1764000000,\"type\":\"invoice.paid\",\"data\":{\"object\":"
                        + "{\"object\":\"charge\",\"id\":\"ch_1\"}}}",
                "{\"id\":\"evt_1\",\"object\":\"event\",\"created\":1764000000,\"type\":\"invoice.paid\"}",
                "{\"id\":\"evt_1\",\"object\":\"event\",\"created\":1764000000,\"type\":\"invoice.paid\",\"data\":{\"object\":"
                        + "{\"object\":\"invoice\",\"id\":\"in_1\",\"total\":\"x\"}}}",
                "{\"id\":\"evt_1\",\"object\":\"event\",\"created\":1764000000,\"type\":\"customer.subscription.updated\","
                        + "\"data\":{\"object\":{\"object\":\"subscription\",\"id\":\"sub_1\",\"items\":{\"data\":[{"
                        + "\"quantity\":9223372036854775807,\"price\":{\"unit_amount\":9223372036854775807}}]}}}}",
                "{\"object\":\"v2.core.event\"}",
                "{\"id\":\"evt_1\",\"created\":\"x\"}"
            })
    void whatIsSignedButNoDeliveryIsInvalid(String body) {
        for (WebhookProvider provider : WebhookProvider.values()) {
            WebhookEndpoint endpoint = webhooks.endpoint(provider);
            boolean ignored = provider == WebhookProvider.POLAR
                    && (body.contains("\"type\":\"invoice.paid\"") || body.contains("\"type\":\"customer.sub"));
            ReceiveWebhook delivery = signed(endpoint, SECRET, "e1", now, body);

            if (ignored) {
                assertThat(await(webhooks.send(delivery)).inserted()).isZero();
            } else {
                assertThat(refusal(delivery)).as("%s: %s", provider, body).isEqualTo(ErrorCode.INVALID);
            }
            assertThat(webhooks.facts(endpoint)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"created\":1764000000,\"data\":{}",
                "\"created\":1764000000,\"data\":{\"object\":{}}",
                "\"created\":1764000000,\"data\":{\"object\":{\"object\":\"invoice\",\"id\":\"in_1\","
                        + "\"created\":99999999999999999}}",
                "\"created\":99999999999999999,\"data\":{\"object\":{\"object\":\"invoice\",\"id\":\"in_1\"}}"
            })
    void anOddEventOfStripesIsRefusedWithAReason(String odd) {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.STRIPE);
        String body = "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"invoice.paid\"," + odd + '}';

        assertThat(refusal(signed(endpoint, SECRET, "", now, body))).isEqualTo(ErrorCode.INVALID);
        assertThat(webhooks.deliveries(endpoint)).singleElement().satisfies(kept -> {
            assertThat(kept.outcome()).isEqualTo(WebhookDelivery.Outcome.REFUSED);
            assertThat(kept.reason()).startsWith("data.object: ");
        });
    }

    @Test
    void aSecretIsKeptEncryptedAndNeverAnswered() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);

        assertThat(endpoint.id().version()).isEqualTo(4);
        assertThat(endpoint.secretHint()).isEqualTo("rüße");
        assertThat(webhooks.ingestion.rows(
                        "select encode(secret, 'escape'), secret_hint from log.webhook_endpoints where id = '"
                                + endpoint.id() + "'"))
                .singleElement()
                .asString()
                .doesNotContain("whsec_");
        assertThat(get(endpoint)).isEqualTo(endpoint);
    }

    private WebhookEndpoint get(WebhookEndpoint endpoint) {
        return await(Channels.GET_WEBHOOK_ENDPOINT.ask(
                webhooks.ingestion.vertx, new GetWebhookEndpoint(endpoint.organizationId(), endpoint.id())));
    }

    @ParameterizedTest
    @EnumSource(WebhookProvider.class)
    void theSecretBeforeStaysGoodForADayUnlessItIsWithdrawn(WebhookProvider provider) {
        WebhookEndpoint endpoint = webhooks.endpoint(provider);
        String body = body(provider);
        WebhookEndpoint rotated = update(endpoint, OTHER, true, null);

        assertThat(rotated.previousSecretUntil())
                .isEqualTo(webhooks.clock.instant().plus(WebhookEndpoints.ROTATION));
        assertThat(rotated.secretHint()).isEqualTo("eirs");
        assertThat(await(webhooks.send(signed(endpoint, SECRET, "e1", now, body)))
                        .inserted())
                .isEqualTo(1);
        assertThat(await(webhooks.send(signed(endpoint, OTHER, "e1", now - 1, body)))
                        .duplicates())
                .isEqualTo(1);
        webhooks.clock.advance(WebhookEndpoints.ROTATION);
        assertThat(refusal(signed(endpoint, SECRET, "e2", now - 2, body))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        update(endpoint, SECRET, false, null);
        assertThat(refusal(signed(endpoint, OTHER, "e2", now - 3, body))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(get(endpoint).previousSecretUntil()).isNull();
    }

    @Test
    void anotherServerKeySaysThatTheSecretHasToBeSetAgain() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        ReceiveWebhook delivery = signed(endpoint, SECRET, "e1", now, body(WebhookProvider.POLAR));
        webhooks.restart((byte) 2);
        try {
            ContractException refusal = webhooks.ingestion.refusal(Channels.RECEIVE_WEBHOOK, delivery);

            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.detail()).contains("another server key");
            update(endpoint, SECRET, true, null);
            assertThat(await(webhooks.send(delivery)).inserted()).isEqualTo(1);
        } finally {
            webhooks.restart((byte) 1);
        }
    }

    @Test
    void aSecretThatIsMovedToAnotherEndpointCantBeRead() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        WebhookEndpoint other = webhooks.endpoint(UUID.randomUUID(), WebhookProvider.POLAR, OTHER);
        webhooks.ingestion.execute(
                "update log.webhook_endpoints set secret = (select secret from log.webhook_endpoints where id = '"
                        + other.id() + "') where id = '" + endpoint.id() + "'");

        assertThat(refusal(signed(endpoint, OTHER, "e1", now, body(WebhookProvider.POLAR))))
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void anOrganizationHasTwentyEndpointsAtMost() {
        UUID organizationId = UUID.randomUUID();
        var wish = new CreateWebhookEndpoint(organizationId, WebhookProvider.STRIPE, "Live", SECRET, "user");

        List<Boolean> made = IntStream.range(0, WebhookEndpoint.MAX_ENDPOINTS + 5)
                .mapToObj(i -> Channels.CREATE_WEBHOOK_ENDPOINT.ask(webhooks.ingestion.vertx, wish))
                .toList()
                .stream()
                .map(one -> await(one.map(true).otherwise(false)))
                .toList();

        assertThat(made).filteredOn(done -> done).hasSize(WebhookEndpoint.MAX_ENDPOINTS);
        assertThat(webhooks.ingestion
                        .refusal(Channels.CREATE_WEBHOOK_ENDPOINT, wish)
                        .code())
                .isEqualTo(ErrorCode.INVALID);
        var page = await(Channels.LIST_WEBHOOK_ENDPOINTS.ask(
                webhooks.ingestion.vertx, new ListWebhookEndpoints(organizationId, 15, 10)));
        assertThat(page.items()).hasSize(5);
        assertThat(page.totalCount()).isEqualTo(WebhookEndpoint.MAX_ENDPOINTS);
    }

    @Test
    void namesEachValueThatIsWrong() {
        ContractException refusal = webhooks.ingestion.refusal(
                Channels.CREATE_WEBHOOK_ENDPOINT,
                new CreateWebhookEndpoint(
                        UUID.randomUUID(), WebhookProvider.POLAR, "", new Secret("x".repeat(15)), "k".repeat(41)));

        assertThat(refusal.fieldErrors())
                .extracting(FieldError::field, FieldError::type)
                .containsExactly(
                        tuple("name", "string_too_short"),
                        tuple("secret", "string_too_short"),
                        tuple("customer_key", "string_too_long"));
    }

    @Test
    void anotherOrganizationSeesAndChangesNothing() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        UUID other = UUID.randomUUID();
        var vertx = webhooks.ingestion;

        assertThat(Stream.of(
                                vertx.refusal(
                                        Channels.GET_WEBHOOK_ENDPOINT, new GetWebhookEndpoint(other, endpoint.id())),
                                vertx.refusal(
                                        Channels.UPDATE_WEBHOOK_ENDPOINT,
                                        new UpdateWebhookEndpoint(
                                                other, endpoint.id(), "Mine", OTHER, false, null, true)),
                                vertx.refusal(
                                        Channels.DELETE_WEBHOOK_ENDPOINT,
                                        new DeleteWebhookEndpoint(other, endpoint.id())),
                                vertx.refusal(
                                        Channels.LIST_WEBHOOK_DELIVERIES,
                                        new ListWebhookDeliveries(other, endpoint.id(), 0, 10)))
                        .map(ContractException::code))
                .containsOnly(ErrorCode.NOT_FOUND);
        assertThat(get(endpoint)).isEqualTo(endpoint);
        await(Channels.DELETE_WEBHOOK_ENDPOINT.ask(
                vertx.vertx, new DeleteWebhookEndpoint(endpoint.organizationId(), endpoint.id())));
        assertThat(refusal(signed(endpoint, SECRET, "e1", now, "{}"))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void deliveriesAreKeptForThirtyDays() {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        webhooks.deliver(endpoint, "e1", body(WebhookProvider.POLAR));
        webhooks.ingestion.execute("""
                insert into log.webhook_deliveries
                select organization_id, endpoint_id, 'old ' || n, n, type, received_at - interval '1 second', outcome, null,
                    0, 0, 0
                from log.webhook_deliveries, generate_series(1, 2500) n
                where endpoint_id = '%s'
                """.formatted(endpoint.id()));
        var store = new WebhookDeliveryStore(webhooks.pool());

        await(store.deleteOld(webhooks.clock.instant()));

        assertThat(webhooks.deliveries(endpoint))
                .extracting(WebhookDelivery::id)
                .containsExactly("e1");
    }
}

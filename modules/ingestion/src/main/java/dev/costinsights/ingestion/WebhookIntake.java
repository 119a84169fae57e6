package dev.costinsights.ingestion;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries: finds the endpoint, verifies the signature, keeps the facts, then the record of the delivery. A crash
 * between the two leaves facts that the provider's next try finds to be known.
 */
final class WebhookIntake {
    private static final FactsResult NOTHING = new FactsResult(0, 0, 0);
    /** One for the delivery, whatever it said. */
    private static final FactsResult KNOWN = new FactsResult(0, 1, 0);

    private static final int MAX_REASON_LENGTH = 500;

    private final Vertx vertx;
    private final Pool pool;
    private final WebhookDeliveryStore deliveries;
    private final WebhookSecrets secrets;
    private final Map<WebhookProvider, WebhookScheme> schemes;
    private final Function<IngestFacts, Future<FactsResult>> facts;
    private final Clock clock;

    /** @param facts keeps them, all or none */
    WebhookIntake(
            Vertx vertx,
            Pool pool,
            WebhookSecrets secrets,
            Map<WebhookProvider, WebhookScheme> schemes,
            Function<IngestFacts, Future<FactsResult>> facts,
            Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.deliveries = new WebhookDeliveryStore(pool);
        this.secrets = secrets;
        this.schemes = Map.copyOf(schemes);
        this.facts = facts;
        this.clock = clock;
    }

    Future<WebhookReceipt> receive(ReceiveWebhook request) {
        WebhookScheme scheme = schemes.get(request.provider());
        if (scheme == null) {
            return WebhookEndpoints.notFound();
        }
        return WebhookEndpointStore.findForDelivery(pool, request.endpointId(), request.provider())
                .compose(found -> found.map(Future::succeededFuture).orElseGet(WebhookEndpoints::notFound))
                .compose(stored -> {
                    List<Secret> good = secrets.open(stored, clock.instant());
                    WebhookEndpoint endpoint = stored.endpoint();
                    // A large invoice takes longer to read than an event loop has.
                    return vertx.executeBlocking(() -> scheme.verified(request, endpoint, good), false)
                            .compose(delivery -> take(endpoint, delivery));
                })
                .recover(PgErrors::failed);
    }

    private Future<WebhookReceipt> take(WebhookEndpoint endpoint, SignedDelivery delivery) {
        return deliveries.earlier(endpoint, delivery).compose(earlier -> {
            SignedDelivery.Content content = delivery.content();
            if (earlier.replayed()) {
                return Future.succeededFuture(replayed());
            } else if (earlier.taken()) {
                return recorded(endpoint, delivery, WebhookDelivery.Outcome.DUPLICATE, KNOWN);
            } else if (content == null) {
                return recorded(endpoint, delivery, WebhookDelivery.Outcome.IGNORED, NOTHING);
            }
            return keep(endpoint.organizationId(), content)
                    .compose(
                            kept -> recorded(endpoint, delivery, WebhookDelivery.Outcome.ACCEPTED, kept),
                            failure -> refused(endpoint, delivery, failure));
        });
    }

    private Future<FactsResult> keep(UUID organizationId, SignedDelivery.Content content) {
        return content.facts(organizationId)
                .compose(facts -> keep(organizationId, facts))
                .compose(kept -> content.consequences(organizationId)
                        .compose(more -> keep(organizationId, more))
                        .map(done -> kept));
    }

    private Future<FactsResult> keep(UUID organizationId, List<NewFact> some) {
        return some.isEmpty() ? Future.succeededFuture(NOTHING) : facts.apply(new IngestFacts(organizationId, some));
    }

    /** Of two at once that are to be taken, the second is a duplicate; of two that are the same, a replay. */
    private Future<WebhookReceipt> recorded(
            WebhookEndpoint endpoint, SignedDelivery delivery, WebhookDelivery.Outcome outcome, FactsResult kept) {
        return deliveries
                .insert(endpoint, delivery, record(delivery, outcome, null, kept))
                .compose(inserted -> {
                    if (inserted) {
                        return Future.succeededFuture(
                                new WebhookReceipt(false, kept.inserted(), kept.duplicates(), kept.waiting()));
                    } else if (outcome == WebhookDelivery.Outcome.DUPLICATE) {
                        return Future.succeededFuture(replayed());
                    }
                    return recorded(endpoint, delivery, WebhookDelivery.Outcome.DUPLICATE, KNOWN);
                });
    }

    /** Only what the sender can mend is kept: after anything else the provider's next try may do better. */
    private Future<WebhookReceipt> refused(WebhookEndpoint endpoint, SignedDelivery delivery, Throwable failure) {
        if (!(failure instanceof ContractException known) || known.code() != ErrorCode.INVALID) {
            return Future.failedFuture(failure);
        }
        return deliveries
                .insert(endpoint, delivery, record(delivery, WebhookDelivery.Outcome.REFUSED, reason(known), NOTHING))
                .compose(inserted -> Future.failedFuture(known));
    }

    private WebhookDelivery record(
            SignedDelivery delivery, WebhookDelivery.Outcome outcome, @Nullable String reason, FactsResult kept) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new WebhookDelivery(
                delivery.id(),
                delivery.type(),
                now,
                outcome,
                reason,
                kept.inserted(),
                kept.duplicates(),
                kept.waiting());
    }

    private static String reason(ContractException refusal) {
        String reason = refusal.fieldErrors().isEmpty()
                ? refusal.detail()
                : refusal.fieldErrors().stream().map(WebhookIntake::text).collect(Collectors.joining("; "));
        return reason.length() > MAX_REASON_LENGTH ? reason.substring(0, MAX_REASON_LENGTH) : reason;
    }

    private static String text(FieldError error) {
        return error.field() + ": " + error.message();
    }

    private static WebhookReceipt replayed() {
        return new WebhookReceipt(true, 0, 0, 0);
    }
}

package dev.costinsights.ingestion;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.platform.security.KeyedHash;
import dev.costinsights.platform.security.SecretBox;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts the signing secrets of endpoints, each bound to its organization and endpoint, and reads them again. */
final class WebhookSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSecrets.class);
    private static final String PURPOSE = "webhook-secret";
    private static final int HINT_LENGTH = 4;

    private final SecretBox box;

    WebhookSecrets(KeyedHash keyedHash) {
        this.box = new SecretBox(keyedHash, PURPOSE);
    }

    static String hint(Secret secret) {
        return secret.value().substring(secret.value().length() - HINT_LENGTH);
    }

    Buffer seal(UUID organizationId, UUID endpointId, Secret secret) {
        return Buffer.buffer(box.seal(owner(organizationId, endpointId), secret));
    }

    /**
     * The secrets that are good now, the present one first.
     *
     * @throws ContractException as unavailable when the present one can't be read: the server's key is another than when
     *     it was set
     */
    List<Secret> open(WebhookEndpointStore.Stored stored, Instant now) {
        WebhookEndpoint endpoint = stored.endpoint();
        String owner = owner(endpoint.organizationId(), endpoint.id());
        List<Secret> secrets = new ArrayList<>();
        secrets.add(box.open(owner, stored.secret().getBytes()).orElseThrow(() -> unreadable(endpoint)));
        Instant until = endpoint.previousSecretUntil();
        if (stored.previousSecret() != null && until != null && now.isBefore(until)) {
            box.open(owner, stored.previousSecret().getBytes()).ifPresent(secrets::add);
        }
        return secrets;
    }

    private static ContractException unreadable(WebhookEndpoint endpoint) {
        LOG.error(
                "The secret of webhook endpoint {} was kept under another server key and can't be read: set it again",
                endpoint.id());
        return new ContractException(
                ErrorCode.UNAVAILABLE,
                "The secret of this endpoint was kept under another server key and can't be read. It has to be set again.");
    }

    private static String owner(UUID organizationId, UUID endpointId) {
        return organizationId + "/" + endpointId;
    }
}

package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks that an access token never works again. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when
 * there is none, or it is another organization's, or it was revoked before.
 *
 * @param organizationId whose it has to be; null means anybody's
 */
public record RevokeToken(@Nullable UUID organizationId, UUID tokenId) implements Message {}

package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One whose events, totals, tokens and users nobody else sees.
 *
 * @param slug its name in small letters, digits and hyphens; no two have the same
 * @param modifiedAt null when nothing of it was ever changed
 */
public record Organization(
        UUID id,
        String name,
        String slug,
        Instant createdAt,
        @Nullable Instant modifiedAt) implements Message {}

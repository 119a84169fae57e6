package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.UUID;

/**
 * One whose events, totals, tokens and users nobody else sees.
 *
 * @param slug its name in small letters, digits and hyphens; no two have the same
 */
public record Organization(UUID id, String name, String slug, Instant createdAt) implements Message {}

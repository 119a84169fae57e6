package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the dashboard, and at which organization.
 *
 * @param email null for someone who signed in by link and has no password
 * @param role what they may do there
 * @param zone the organization's zone, for ranges that don't name one
 * @param defaultRange the days of pages whose address names none
 * @param csrfToken must come back with every form of this session
 */
public record SessionPrincipal(
        UUID sessionId,
        UUID userId,
        @Nullable String email,
        UUID organizationId,
        String organizationName,
        Role role,
        ZoneId zone,
        DefaultRange defaultRange,
        Secret csrfToken)
        implements Message {}

package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Asks that an organization is called and reports otherwise from now on. Totals stay as they are: they are kept by
 * quarter-hours of UTC. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#INVALID} naming the field.
 *
 * @param zone whose days the pages show when an address names none
 * @param defaultRange the days they show when an address names none
 */
public record UpdateOrganization(UUID organizationId, String name, ZoneId zone, DefaultRange defaultRange)
        implements Message {}

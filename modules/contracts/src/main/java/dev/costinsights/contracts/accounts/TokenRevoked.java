package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** An access token works no more: whoever remembers it forgets it now. */
public record TokenRevoked(UUID tokenId) implements Message {}

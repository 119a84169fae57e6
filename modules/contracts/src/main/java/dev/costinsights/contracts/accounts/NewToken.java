package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** A token just made. Only its keyed hash is kept, so this is the one time it can be shown. */
public record NewToken(UUID tokenId, Secret token) implements Message {}

package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/** A token just made. Only its keyed hash is kept, so this is the one time it can be shown. */
public record NewToken(AccessToken details, Secret token) implements Message {}

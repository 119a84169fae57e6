package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/**
 * A link just made. Only the code's keyed hash is kept, so this is the one time it can be shown.
 */
public record NewInvitation(Invitation details, Secret code) implements Message {}

package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;

/** A dashboard session just begun; the secret goes into the browser's cookie. */
public record NewSession(Secret session, Instant expiresAt) implements Message {}

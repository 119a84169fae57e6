package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/** Asks to end a session; ending one that has ended changes nothing. */
public record SignOut(Secret session) implements Message {}

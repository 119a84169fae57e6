package dev.costinsights.contracts.bus;

/**
 * Anything that travels over the event bus. Implementations are deeply immutable records, because a local delivery
 * hands over the same instance, and each is listed in {@link MessageTypes} so that it can cross nodes.
 */
public interface Message {}

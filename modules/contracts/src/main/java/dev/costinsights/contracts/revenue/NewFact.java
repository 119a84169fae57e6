package dev.costinsights.contracts.revenue;

import java.time.Instant;

/**
 * A revenue fact as it was sent.
 *
 * @param type what happened to what: {@code order.paid}
 * @param timestamp when it happened
 * @param data the whole object as it was then: text of a JSON object. Ingestion says what is wrong with it.
 */
public record NewFact(String type, Instant timestamp, String data) {}

package dev.costinsights.samples;

import java.time.Instant;
import java.util.Map;

/**
 * A revenue fact.
 *
 * @param type such as {@code order.paid}
 * @param data the object as it was at the time: texts, whole numbers, flags and lists of such maps
 */
record SampleFact(String type, Instant timestamp, Map<String, Object> data) {}

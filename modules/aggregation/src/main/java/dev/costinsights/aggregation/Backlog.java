package dev.costinsights.aggregation;

/**
 * Tickets that wait, of all organizations.
 *
 * @param tickets of events and of objects with facts
 * @param events of the former
 * @param objects how many of the latter
 * @param lagSeconds age of the oldest
 */
record Backlog(long tickets, long events, long objects, double lagSeconds) {
    static final Backlog NONE = new Backlog(0, 0, 0, 0);
}

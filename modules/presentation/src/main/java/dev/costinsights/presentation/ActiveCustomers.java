package dev.costinsights.presentation;

/**
 * Distinct customers with an event.
 *
 * @param asSent ids and external ids, each counted by itself
 * @param customers the id and the external id of a registered customer counted once
 */
record ActiveCustomers(long asSent, long customers) {
    static final ActiveCustomers NONE = new ActiveCustomers(0, 0);
}

package dev.costinsights.contracts.costs;

/** What costs are broken down by. */
public enum Dimension {
    EVENT_NAME,
    MODEL,
    VENDOR,
    CUSTOMER
}

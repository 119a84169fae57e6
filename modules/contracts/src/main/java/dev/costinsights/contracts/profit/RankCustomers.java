package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;

/** Asks for the order of all customers of a list. */
public record RankCustomers(CustomerSelection selection) implements Message {}

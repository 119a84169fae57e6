package dev.costinsights.contracts.bus;

/** The answer when there is nothing to say but that it is done. */
public record Done() implements Message {}

package dev.costinsights.acceptance;

import java.util.function.Predicate;

/**
 * A demand on events, as it is asked for and as it is to be understood.
 *
 * @param parameters of the query, encoded, each with an ampersand in front; empty for no demand
 */
record Condition(String parameters, Predicate<Recorded> holds) {
    static final Condition NONE = new Condition("", recorded -> true);

    static Condition of(String parameter, String value, Predicate<Recorded> holds) {
        return new Condition("&" + Wire.encode(parameter) + "=" + Wire.encode(value), holds);
    }

    Condition and(Condition other) {
        return new Condition(parameters + other.parameters, holds.and(other.holds));
    }

    /** The same parameter once more: either value will do. */
    Condition or(Condition other) {
        return new Condition(parameters + other.parameters, holds.or(other.holds));
    }
}

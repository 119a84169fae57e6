package dev.costinsights.webui.link;

import dev.costinsights.webui.range.RangeState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.UUID;

/** Where each page is, so that a number on one can lead to what is behind it on another; days and zone stay the same. */
public final class Addresses {
    public static final String COSTS = "/costs";
    public static final String CUSTOMERS = "/customers";
    public static final String DEFINITIONS = "/metrics/definitions";
    public static final String EVENTS = "/events";
    public static final String EVENT_NAME = "/costs/event-name";
    public static final String METRICS = "/metrics";
    public static final String PRODUCTS = "/products";

    private Addresses() {}

    /** Events of these days. */
    public static String events(RangeState days) {
        return of(EVENTS, days);
    }

    /**
     * Events of these days for which all of this holds.
     *
     * @param namesAndValues a parameter of the address and what it must be, and so on
     */
    public static String eventsWhere(RangeState days, String... namesAndValues) {
        return of(EVENTS, days, namesAndValues);
    }

    /** Events of these days with a name. */
    public static String eventsNamed(RangeState days, String name) {
        return of(EVENTS, days, "name", name);
    }

    /**
     * Events of these days of a customer.
     *
     * @param customer its external id or its id
     */
    public static String eventsOf(RangeState days, String customer) {
        return of(EVENTS, days, "customer", customer);
    }

    /** Events of these days with a value in their metadata, such as a model at {@code _llm.model}. */
    public static String eventsWith(RangeState days, String path, String value) {
        return of(EVENTS, days, "metadata." + path, value);
    }

    /** One event and the trace it is in. */
    public static String event(UUID id) {
        return EVENTS + "/" + id;
    }

    /** What events of a name cost. */
    public static String eventName(RangeState days, String name) {
        return of(EVENT_NAME, days, "name", name);
    }

    /** One registered customer. */
    public static String customer(RangeState days, UUID id) {
        return of(CUSTOMERS + "/" + id, days);
    }

    /**
     * One customer, whichever way it is named.
     *
     * @param key its external id or its id; it need not be registered
     */
    public static String customer(RangeState days, String key) {
        return of(CUSTOMERS + "/find", days, "key", key);
    }

    /** What a metric means. */
    public static String definition(String slug) {
        return DEFINITIONS + "#" + slug;
    }

    private static String of(String path, RangeState days, String... namesAndValues) {
        var query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        days.addTo(query);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(encoded(namesAndValues[i]) + "=" + encoded(namesAndValues[i + 1]));
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

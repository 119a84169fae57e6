package dev.costinsights.webui.settings;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a scope allows, in words. Only scopes that some request needs are offered. */
final class ScopeWords {

    static final List<Scope> OFFERED = List.of(
            Scope.EVENTS_WRITE,
            Scope.EVENTS_READ,
            Scope.METRICS_READ,
            Scope.CUSTOMERS_READ,
            Scope.CUSTOMERS_WRITE,
            Scope.ORGANIZATIONS_WRITE);

    private ScopeWords() {}

    static String label(Scope scope) {
        return switch (scope) {
            case EVENTS_WRITE -> "Send events";
            case EVENTS_READ -> "Read events";
            case METRICS_READ -> "Read metrics";
            case METRICS_WRITE -> "Change metrics";
            case CUSTOMERS_READ -> "Read customers";
            case CUSTOMERS_WRITE -> "Change customers";
            case REVENUE_WRITE -> "Send revenue";
            case ORGANIZATIONS_WRITE -> "Manage organizations and tokens";
        };
    }

    /** One sentence that hides nothing of what the scope gives away. */
    static String words(Scope scope, UUID organizationId) {
        return switch (scope) {
            case EVENTS_WRITE -> "Record events with their costs; also sees all events and the customers they name.";
            case EVENTS_READ -> "See events, their costs and the customers they name.";
            case METRICS_READ -> "See costs and every other metric over time.";
            case METRICS_WRITE -> "Change what is kept about metrics.";
            case CUSTOMERS_READ -> "See customers with their names, email and billing addresses.";
            case CUSTOMERS_WRITE -> "See, add, change and delete customers.";
            case REVENUE_WRITE -> "Record orders, subscriptions and refunds.";
            case ORGANIZATIONS_WRITE ->
                organizationId.equals(Organizations.DEFAULT_ID)
                        ? "Runs the server: adds organizations, and makes and revokes tokens with any scope in all of them."
                        : "Makes and revokes tokens of this organization, with any scope.";
        };
    }

    /** Wire names in the order of the form. */
    static List<String> names(Set<Scope> scopes) {
        if (scopes.containsAll(EnumSet.allOf(Scope.class))) {
            return List.of("every scope");
        }
        return sorted(scopes).stream().map(Scope::wireName).toList();
    }

    private static List<Scope> sorted(Collection<Scope> scopes) {
        List<Scope> sorted = new ArrayList<>(scopes);
        sorted.sort(Comparator.comparingInt(
                scope -> OFFERED.contains(scope) ? OFFERED.indexOf(scope) : OFFERED.size() + scope.ordinal()));
        return sorted;
    }
}

package dev.costinsights.api;

import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.customers.ListCustomers.Property;
import dev.costinsights.contracts.customers.ListCustomers.Sort;
import dev.costinsights.contracts.customers.ListMembers;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.events.NewEvent;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads which customers or members are asked for. */
final class CustomerParameters {
    private static final int SHORTEST_QUERY = 3;
    private static final String METADATA = "metadata[";
    private static final String CUSTOMER_SORTINGS = "'created_at', '-created_at', 'email', '-email', 'name' or '-name'";
    private static final String MEMBER_SORTINGS = "'created_at' or '-created_at'";

    private CustomerParameters() {}

    /** A list and the part of it that is asked for. */
    record Asked<Q>(Q question, Paging paging) {}

    /**
     * @param organizationId whom the token speaks for; asking for another organization finds nothing
     * @throws InvalidRequest naming every parameter that is wrong
     */
    static Asked<ListCustomers> customers(MultiMap query, UUID organizationId) {
        var parameters = new QueryParameters(query);
        Paging paging = parameters.paging();
        UUID organization = parameters.organization(organizationId);
        String email = parameters.last("email", QueryParameters::text);
        String part = parameters.last("query", text -> Values.atLeast(SHORTEST_QUERY, QueryParameters.text(text)));
        Boolean active = parameters.last("active", QueryParameters::flag);
        Map<String, List<String>> metadata = metadata(parameters);
        List<Sort> sorting = sorting(parameters.all("sorting", CustomerParameters::sort));
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        return new Asked<>(
                new ListCustomers(
                        organization, email, part, active, metadata, sorting, paging.offset(), paging.limit()),
                paging);
    }

    /** @see #customers */
    static Asked<ListMembers> members(MultiMap query, UUID organizationId) {
        var parameters = new QueryParameters(query);
        Paging paging = parameters.paging();
        UUID organization = parameters.organization(organizationId);
        UUID customerId = parameters.last("customer_id", Values::uuid);
        String externalCustomerId = parameters.last("external_customer_id", QueryParameters::text);
        Member.Role role = parameters.last("role", MemberJson::role);
        Set<Boolean> newestFirst = parameters.all("sorting", CustomerParameters::isNewestFirst);
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        return new Asked<>(
                new ListMembers(
                        organization,
                        customerId,
                        externalCustomerId,
                        role,
                        newestFirst.isEmpty() || newestFirst.iterator().next(),
                        paging.offset(),
                        paging.limit()),
                paging);
    }

    private static Map<String, List<String>> metadata(QueryParameters parameters) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        int values = 0;
        for (var entry : parameters.entries()) {
            String name = entry.getKey();
            if (!name.startsWith(METADATA) || !name.endsWith("]")) {
                continue;
            }
            Location location = Location.QUERY.child(name);
            String key = name.substring(METADATA.length(), name.length() - 1);
            String value = parameters.value(location, entry.getValue(), text -> {
                Values.metadataKey(key);
                return QueryParameters.text(text);
            });
            if (value != null) {
                wanted.computeIfAbsent(key, first -> new ArrayList<>()).add(value);
                values++;
            }
        }
        if (values > NewEvent.MAX_METADATA_KEYS) {
            parameters.problem(
                    Values.tooManyItems(NewEvent.MAX_METADATA_KEYS, values), "metadata", Integer.toString(values));
        }
        return wanted;
    }

    /** Of several criteria by one property the first decides. */
    private static List<Sort> sorting(Set<Sort> asked) {
        Map<Property, Sort> first = new LinkedHashMap<>();
        asked.forEach(sort -> first.putIfAbsent(sort.property(), sort));
        return List.copyOf(first.values());
    }

    private static Sort sort(String text) throws InvalidValue {
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        for (Property property : Property.values()) {
            if (property.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new Sort(property, descending);
            }
        }
        throw QueryParameters.notOneOf(CUSTOMER_SORTINGS);
    }

    private static Boolean isNewestFirst(String text) throws InvalidValue {
        return switch (text) {
            case "created_at" -> false;
            case "-created_at" -> true;
            default -> throw QueryParameters.notOneOf(MEMBER_SORTINGS);
        };
    }
}

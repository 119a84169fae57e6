package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which part of a list is asked for.
 *
 * @param page counted from one
 * @param limit most items on a page
 */
record Paging(long page, int limit) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    /** No list is that long; the offset of this page is still a number. */
    private static final long MAX_PAGE = Integer.MAX_VALUE;

    /** @return the first page when there is a problem */
    static Paging read(MultiMap query, Problems problems) {
        long page = positive(query, "page", 1, problems);
        long limit = positive(query, "limit", DEFAULT_LIMIT, problems);
        return new Paging(Math.min(page, MAX_PAGE), (int) Math.min(limit, MAX_LIMIT));
    }

    private static long positive(MultiMap query, String name, long absent, Problems problems) {
        List<String> values = query.getAll(name);
        if (values.isEmpty()) {
            return absent;
        }
        JsonNode text = JsonNodeFactory.instance.textNode(values.get(values.size() - 1));
        try {
            long number = Values.count(text);
            if (number <= 0) {
                throw new InvalidValue("greater_than", "Input should be greater than 0", Map.of("gt", 0));
            }
            return number;
        } catch (InvalidValue problem) {
            problems.add(WireError.of(problem, Location.QUERY.child(name), text));
            return absent;
        }
    }

    long offset() {
        return (page - 1) * limit;
    }

    ObjectNode toJson(Collection<? extends JsonNode> items, long totalCount) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("items").addAll(items);
        json.putObject("pagination").put("total_count", totalCount).put("max_page", (totalCount + limit - 1) / limit);
        return json;
    }
}

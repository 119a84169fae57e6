package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.NewFact;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what ingestion says is wrong with facts in the request that held them. Errors come in the order of the facts. */
final class FactErrors {
    private static final Location FACTS = Location.BODY.child("facts");
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");
    private static final String DATA = "data";

    private final List<NewFact> facts;
    private int readIndex = -1;
    private JsonNode readData = JsonNodeFactory.instance.nullNode();

    FactErrors(List<NewFact> facts) {
        this.facts = facts;
    }

    Location location(FieldError error) {
        Location location = error.index() == null ? FACTS : FACTS.child(error.index());
        for (String step : error.field().split("\\.")) {
            location = INDEX.matcher(step).matches() ? location.child(Integer.parseInt(step)) : location.child(step);
        }
        return location;
    }

    /** The value that was sent there; of a field that is missing, the object that misses it. */
    @Nullable
    JsonNode input(FieldError error) {
        Integer index = error.index();
        if (index == null || index < 0 || index >= facts.size()) {
            return null;
        }
        NewFact fact = facts.get(index);
        return switch (error.field()) {
            case "type" -> JsonNodeFactory.instance.textNode(fact.type());
            case "timestamp" ->
                JsonNodeFactory.instance.textNode(fact.timestamp().toString());
            default -> inData(index, error.field());
        };
    }

    private @Nullable JsonNode inData(int index, String field) {
        if (index != readIndex) {
            readIndex = index;
            readData = WireJson.tree(facts.get(index).data());
        }
        JsonNode value = readData;
        if (field.startsWith(DATA + '.')) {
            for (String step : field.substring(DATA.length() + 1).split("\\.")) {
                JsonNode inner = INDEX.matcher(step).matches() ? value.get(Integer.parseInt(step)) : value.get(step);
                if (inner == null) {
                    return value;
                }
                value = inner;
            }
        }
        return value;
    }
}

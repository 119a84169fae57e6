package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, up to a bound that keeps the answer small. */
final class Problems {
    static final int MAX_LISTED = 1_000;

    private final List<WireError> listed = new ArrayList<>();
    private int found;

    void add(WireError error) {
        found++;
        if (listed.size() < MAX_LISTED) {
            listed.add(error);
        }
    }

    int found() {
        return found;
    }

    /** @throws InvalidRequest when there is any problem */
    void refuse(InvalidRequest.Kind kind) {
        if (found == 0) {
            return;
        }
        if (found > listed.size()) {
            listed.add(new WireError(
                    "too_many_errors",
                    Location.BODY,
                    "The first " + MAX_LISTED + " of " + found + " errors are listed",
                    JsonNodeFactory.instance.numberNode(found)));
        }
        throw new InvalidRequest(kind, listed);
    }
}

package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with facts, each failing field once, up to a bound that keeps the answer small. */
final class FactProblems {
    static final int MAX_LISTED = 1_000;

    private final List<FieldError> listed = new ArrayList<>();
    private final Set<String> failedFields = new HashSet<>();
    private int index;

    /** Whatever is added from now on is about the fact at this place of its request. */
    void startFact(int index) {
        this.index = index;
        failedFields.clear();
    }

    void add(String field, String type, String message) {
        if (failedFields.add(field) && !isFull()) {
            listed.add(new FieldError(index, field, type, message));
        }
    }

    void missing(String field) {
        add(field, "missing", "Field required");
    }

    /** Whether the current fact has a problem. */
    boolean isFactBad() {
        return !failedFields.isEmpty();
    }

    /** Whether the current fact has one in the field or in a part of it. */
    boolean isBad(String field) {
        return failedFields.stream().anyMatch(failed -> failed.equals(field) || failed.startsWith(field + '.'));
    }

    boolean isFull() {
        return listed.size() >= MAX_LISTED;
    }

    List<FieldError> listed() {
        return List.copyOf(listed);
    }
}

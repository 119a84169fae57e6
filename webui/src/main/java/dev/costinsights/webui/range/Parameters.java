package dev.costinsights.webui.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a page from its address. Nothing in an address is an error: a value that can't be used falls back to
 * its default, with a notice that says so.
 */
public final class Parameters {

    private final Function<String, @Nullable String> byName;
    private final List<String> notices = new ArrayList<>();

    /** @param byName query parameters by name; null when absent */
    public Parameters(Function<String, @Nullable String> byName) {
        this.byName = byName;
    }

    /**
     * The value of a parameter; empty when it is absent, or can't be used, which is noted.
     *
     * @param read understands the text; empty when it can't be used
     */
    public <T> Optional<T> value(String name, Function<String, Optional<T>> read, String notice) {
        String text = byName.apply(name);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Optional<T> value = read.apply(text.strip());
        if (value.isEmpty()) {
            notices.add(notice);
        }
        return value;
    }

    /** The page of a table, from 1. */
    public int page() {
        return value("page", Parameters::page, "The page in the address isn't a number; here is the first.")
                .orElse(1);
    }

    /** Whether a chart is shown as its table. */
    public boolean asTable() {
        return value("view", Parameters::view, "The view in the address isn't known; here is the chart.")
                .orElse(false);
    }

    /** A sentence for each value that could not be used. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    void note(String notice) {
        notices.add(notice);
    }

    int noted() {
        return notices.size();
    }

    private static Optional<Integer> page(String text) {
        return text.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Boolean> view(String text) {
        return switch (text) {
            case "table" -> Optional.of(true);
            case "chart" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

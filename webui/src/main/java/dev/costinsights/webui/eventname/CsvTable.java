package dev.costinsights.webui.eventname;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table of the page that can be had as a file; its key is in the address. */
enum CsvTable {
    TRACES,
    PERIODS,
    NAMES;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The table of that key; the traces for any other. */
    static CsvTable ofKey(@Nullable String key) {
        return Arrays.stream(values())
                .filter(table -> table.key().equals(key))
                .findFirst()
                .orElse(TRACES);
    }
}

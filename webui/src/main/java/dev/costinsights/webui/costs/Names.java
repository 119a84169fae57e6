package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import org.jspecify.annotations.Nullable;

/** What the keys of rows are called, and whether they can be looked for. */
final class Names {

    private Names() {}

    /** The key, or words for one that shows nothing. */
    static String shown(@Nullable String key) {
        return key == null || key.isBlank() ? "(no name)" : key;
    }

    /** Whether the key is all of the text, so that events can be found by it. */
    static boolean isWhole(@Nullable String key) {
        return isWhole(key, CostReport.Row.MAX_KEY_LENGTH);
    }

    /** @param most characters at which texts are cut off */
    static boolean isWhole(@Nullable String key, int most) {
        return key != null && !key.isBlank() && key.codePointCount(0, key.length()) < most;
    }
}

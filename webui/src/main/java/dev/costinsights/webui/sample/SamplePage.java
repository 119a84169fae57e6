package dev.costinsights.webui.sample;

import dev.costinsights.contracts.samples.SampleData;
import dev.costinsights.webui.format.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The page of sample data.
 *
 * @param away whether the reader looks at sample data now
 * @param none whether nothing is loaded
 * @param loading whether it is being loaded
 * @param done how far that is, in percent, for a bar
 * @param progress the same in words
 * @param problem why the last try ended early, or null
 */
record SamplePage(
        boolean away,
        boolean none,
        boolean loading,
        String done,
        String progress,
        @Nullable String problem) {
    private static final int HUNDRED = 100;

    /** Of someone who looks at sample data already. */
    static SamplePage fromWithin() {
        return new SamplePage(true, false, false, "0%", "", null);
    }

    static SamplePage of(SampleData data) {
        long share = data.total() == 0 ? 0 : data.done() * HUNDRED / data.total();
        return new SamplePage(
                false,
                data.state() == SampleData.State.NONE,
                data.state() == SampleData.State.LOADING,
                share + "%",
                data.total() == 0
                        ? "Starting"
                        : Numbers.count(data.done()) + " of " + Numbers.count(data.total()) + " events and facts",
                data.problem());
    }
}

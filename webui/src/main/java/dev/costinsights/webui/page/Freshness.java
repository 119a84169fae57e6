package dev.costinsights.webui.page;

import dev.costinsights.contracts.costs.CostReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far totals are behind the events.
 *
 * @param text such as {@code 0.2 s behind} or {@code up to date}
 * @param late whether it is worth noticing
 * @param alert a sentence when it is worth an alert, else null
 */
public record Freshness(String text, boolean late, @Nullable String alert) {

    private static final long LATE_MILLIS = 5_000;
    private static final long ALERT_MILLIS = 60_000;
    private static final long MINUTE_MILLIS = 60_000;

    /** In words. */
    public static Freshness of(CostReport.Freshness freshness) {
        long lag = freshness.lagMillis();
        if (lag < 50) {
            return new Freshness("up to date", false, null);
        }
        String behind = lag < LATE_MILLIS
                ? String.format(Locale.ROOT, "%.1f s", lag / 1000.0)
                : lag < ALERT_MILLIS ? lag / 1000 + " s" : lag / MINUTE_MILLIS + " min";
        return new Freshness(
                behind + " behind",
                lag >= LATE_MILLIS,
                lag < ALERT_MILLIS
                        ? null
                        : "Totals are " + behind + " behind. Events are safe; they are being added up.");
    }
}

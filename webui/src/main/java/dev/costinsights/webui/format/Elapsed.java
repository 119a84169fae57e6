package dev.costinsights.webui.format;

import java.time.Duration;
import java.util.Locale;

/** Prints how long something took. */
public final class Elapsed {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private Elapsed() {}

    /** Such as {@code 412 ms}, {@code 9.4 s}, {@code 3 min 34.6 s}, {@code 2 h 5 min} or {@code 3 d 4 h}. */
    public static String of(Duration duration) {
        if (duration.isZero()) {
            return "0 s";
        } else if (duration.compareTo(SECOND) < 0) {
            return duration.toMillis() == 0 ? "< 1 ms" : duration.toMillis() + " ms";
        } else if (duration.compareTo(MINUTE) < 0) {
            return seconds(duration.toMillis());
        } else if (duration.compareTo(HOUR) < 0) {
            return duration.toMinutes() + " min " + seconds(duration.toMillis() % MINUTE.toMillis());
        } else if (duration.compareTo(DAY) < 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return Numbers.count(duration.toDays()) + " d " + duration.toHoursPart() + " h";
    }

    /** Tenths are cut, so that 59.99 s never reads as 60.0 s. */
    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%d s", millis / 1000, millis % 1000 / 100);
    }
}

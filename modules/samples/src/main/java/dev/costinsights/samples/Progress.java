package dev.costinsights.samples;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Tells a person how far a delivery is: one line that is rewritten on a terminal, a line every few seconds elsewhere.
 * Safe for use by several senders.
 */
final class Progress implements Watcher {

    private static final Duration BETWEEN_REWRITES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final Clock clock;
    private final boolean terminal;
    private final long total;
    private final String what;
    private final Instant start;
    private Instant lastShown;
    private long sent;
    private boolean lineOpen;
    private boolean stalled;

    /** @param what is sent: events or facts */
    Progress(PrintStream err, Surroundings surroundings, long total, String what) {
        this.err = err;
        this.clock = surroundings.clock();
        this.terminal = surroundings.terminal();
        this.total = total;
        this.what = what;
        this.start = clock.instant();
        this.lastShown = start;
    }

    @Override
    public synchronized void sent(long accepted) {
        sent = accepted;
        stalled = false;
        show(status(), sent == total);
    }

    @Override
    public synchronized void waiting(String reason, Duration wait) {
        boolean news = !stalled;
        stalled = true;
        show(
                String.format(Locale.ROOT, "%s, next try in %.1f s; %s", reason, wait.toMillis() / 1000.0, status()),
                news);
    }

    /** Ends the line on a terminal, so that what follows starts on its own. */
    synchronized void close() {
        if (lineOpen) {
            err.println();
            lineOpen = false;
        }
    }

    /** The time since the start. */
    Duration elapsed() {
        return Duration.between(start, clock.instant());
    }

    private void show(String text, boolean atOnce) {
        Instant now = clock.instant();
        Duration pause = terminal ? BETWEEN_REWRITES : BETWEEN_LINES;
        boolean due = Duration.between(lastShown, now).compareTo(pause) >= 0;
        if (!due && !atOnce) {
            return;
        }
        lastShown = now;
        if (terminal) {
            err.print(CLEAR_LINE + text);
            err.flush();
            lineOpen = true;
        } else {
            err.println(text);
        }
    }

    private String status() {
        double seconds = Math.max(elapsed().toMillis(), 1) / 1000.0;
        double rate = sent / seconds;
        String remaining = sent == 0 ? "–" : clockTime(Math.round((total - sent) / rate));
        return String.format(
                Locale.ROOT,
                "%,d of %,d %s, %d %%, %,.0f/s, %s left",
                sent,
                total,
                what,
                total == 0 ? 100 : sent * 100 / total,
                rate,
                remaining);
    }

    private static String clockTime(long seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}

package dev.costinsights.webui.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place between two rows of the feed, from where it can be read on in one direction. It names no number of rows before
 * it, so that rows that arrive meanwhile move nothing.
 *
 * @param at of the row passed last
 * @param events how many events of this very instant were passed in that direction, when that row is an event
 * @param entryId of that row when it is revenue, else null
 */
record Cursor(Instant at, int events, @Nullable UUID entryId) {
    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,18})\\.(?:([0-9]{1,6})|([0-9a-f-]{36}))");
    private static final long MICROS = 1_000_000;

    static Cursor ofEvent(Instant at, int events) {
        return new Cursor(at, events, null);
    }

    static Cursor ofEntry(Instant at, UUID entryId) {
        return new Cursor(at, 0, entryId);
    }

    /** As it stands in an address. */
    String text() {
        long micros = at.getEpochSecond() * MICROS + at.getNano() / 1_000;
        return micros + "." + (entryId == null ? Integer.toString(events) : entryId.toString());
    }

    static Optional<Cursor> parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        long micros = Long.parseLong(found.group(1));
        Instant at = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
        if (found.group(2) != null) {
            return Optional.of(ofEvent(at, Integer.parseInt(found.group(2))));
        }
        try {
            return Optional.of(ofEntry(at, UUID.fromString(found.group(3))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}

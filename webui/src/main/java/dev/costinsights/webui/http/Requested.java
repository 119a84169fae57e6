package dev.costinsights.webui.http;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads parts of addresses and forms that strangers write. */
public final class Requested {

    private Requested() {}

    /** The id that the text is; empty for anything else. */
    public static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A page of a list, from 1; the first for anything that is no number of a page. */
    public static long page(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,6}") ? Long.parseLong(text) : 1;
    }
}

package dev.costinsights.webui.http;

import org.jspecify.annotations.Nullable;

/** Where to go on after a form; only ever a path of this server. */
public final class ReturnPath {

    /** The page of someone who came from nowhere. */
    public static final String HOME = "/overview";

    private static final int MOST_CHARACTERS = 2_000;

    private ReturnPath() {}

    /** The given path when it leads to a page of this server, else {@link #HOME}. */
    public static String of(@Nullable String path) {
        if (path == null || path.length() > MOST_CHARACTERS || !path.startsWith("/") || path.startsWith("/sign-")) {
            return HOME;
        }
        boolean leadsElsewhere = path.startsWith("//")
                || path.chars().anyMatch(character -> character == '\\' || character <= ' ' || character == 0x7f);
        return leadsElsewhere ? HOME : path;
    }
}

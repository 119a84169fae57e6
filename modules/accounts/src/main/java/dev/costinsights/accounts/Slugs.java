package dev.costinsights.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Short names of organizations, as they stand in URLs and on command lines. */
final class Slugs {
    static final int SHORTEST = 3;
    static final int LONGEST = 64;
    static final String RULE = "A slug has " + SHORTEST + " to " + LONGEST
            + " small letters, digits and single hyphens, and begins and ends with a letter or digit.";

    private static final String FALLBACK = "organization";
    private static final int ID_PART = 8;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final Pattern NO_SLUG = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private Slugs() {}

    static boolean isSlug(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && SLUG.matcher(text).matches();
    }

    /** What of the name can stand in a slug; the same for every name of which nothing can. */
    static String of(String name) {
        String slug = cut(slugOf(name), LONGEST);
        return slug.length() < SHORTEST ? FALLBACK : slug;
    }

    /** One that no other organization's name leads to. */
    static String of(String name, UUID id) {
        return cut(of(name), LONGEST - ID_PART - 1) + '-' + id.toString().substring(0, ID_PART);
    }

    private static String slugOf(String name) {
        String plain =
                ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return trimmed(NO_SLUG.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-"));
    }

    private static String cut(String slug, int length) {
        return slug.length() <= length ? slug : trimmed(slug.substring(0, length));
    }

    private static String trimmed(String slug) {
        int start = slug.startsWith("-") ? 1 : 0;
        int end = slug.endsWith("-") ? slug.length() - 1 : slug.length();
        return start >= end ? "" : slug.substring(start, end);
    }
}

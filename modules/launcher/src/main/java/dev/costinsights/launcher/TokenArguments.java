package dev.costinsights.launcher;

import dev.costinsights.contracts.accounts.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What follows {@code token} on the command line.
 *
 * @param words what isn't an option, the action first
 * @param options values by name, without hyphens
 */
record TokenArguments(List<String> words, Map<String, String> options) {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** @throws UsageException for an option that isn't allowed, comes twice or has no value */
    static TokenArguments parse(List<String> arguments, Set<String> allowed) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (!allowed.contains(name)) {
                throw new UsageException("There is no option --" + name + " here.");
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new UsageException("--" + name + " needs a value.");
            }
            String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (options.put(name, value) != null) {
                throw new UsageException("--" + name + " is there twice.");
            }
        }
        return new TokenArguments(List.copyOf(words), Map.copyOf(options));
    }

    /** @throws UsageException when there are more words or fewer */
    void requireWords(int count, String what) {
        if (words.size() != count) {
            throw new UsageException(what);
        }
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    String required(String name) {
        return option(name).orElseThrow(() -> new UsageException("--" + name + " is missing."));
    }

    /** @throws UsageException naming the first that is no scope */
    static Set<Scope> scopes(String text) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : text.split(",")) {
            scopes.add(Scope.ofWireName(name.strip())
                    .orElseThrow(() -> new UsageException("\"" + name.strip() + "\" is not a scope.")));
        }
        return scopes;
    }

    /**
     * A day stands for its beginning, which depends on the zone.
     *
     * @throws UsageException for text that is neither a day nor a time
     */
    static Function<ZoneId, Instant> instant(String text) {
        try {
            if (text.contains("T")) {
                Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
                return zone -> instant;
            }
            LocalDate day = LocalDate.parse(text);
            return zone -> day.atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(
                    "\"" + text + "\" is neither a day like 2027-01-01 nor a time like 2027-01-01T12:00:00Z.");
        }
    }

    /** @return empty for text that is no id */
    static Optional<UUID> id(String text) {
        return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}

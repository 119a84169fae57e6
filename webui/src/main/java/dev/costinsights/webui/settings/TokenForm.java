package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone wrote to get a new access token.
 *
 * @param expiry last day on which it works, as it was written; empty for never
 * @param problems what is wrong, in words, by field
 */
record TokenForm(String comment, Set<Scope> scopes, String expiry, Map<String, String> problems) {

    static final String COMMENT = "comment";
    static final String SCOPES = "scopes";
    static final String EXPIRY = "expires_at";

    static final int LONGEST_COMMENT = 200;
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

    TokenForm {
        scopes = Set.copyOf(scopes);
        problems = Map.copyOf(problems);
    }

    /** Before anything is written. */
    static TokenForm fresh() {
        return new TokenForm("", Set.of(Scope.EVENTS_WRITE), "", Map.of());
    }

    static TokenForm read(MultiMap fields) {
        Map<String, String> problems = new HashMap<>();
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : fields.getAll(SCOPES)) {
            Scope.ofWireName(name)
                    .ifPresentOrElse(
                            scopes::add, () -> problems.put(SCOPES, "One of these scopes is unknown. Choose again."));
        }
        String expiry = text(fields, EXPIRY);
        if (!expiry.isEmpty() && day(expiry).isEmpty()) {
            problems.put(EXPIRY, "Write the day like 2026-12-31.");
        }
        return new TokenForm(text(fields, COMMENT), scopes, expiry, problems);
    }

    /** The question for the token; only without problems. */
    CreateToken wish(UUID organizationId, ZoneId zone) {
        return new CreateToken(organizationId, comment, scopes, expiresAt(zone));
    }

    /** The same with what accounts found wrong; null when it names no field of this form. */
    @Nullable
    TokenForm refused(List<FieldError> errors) {
        Map<String, String> found = new HashMap<>();
        errors.forEach(error -> found.putIfAbsent(error.field(), error.message()));
        found.keySet().retainAll(Set.of(COMMENT, SCOPES, EXPIRY));
        return found.isEmpty() ? null : new TokenForm(comment, scopes, expiry, found);
    }

    /** The end of the last day; null means never. */
    private @Nullable Instant expiresAt(ZoneId zone) {
        return day(expiry)
                .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())
                .orElse(null);
    }

    private static Optional<LocalDate> day(String text) {
        if (!text.matches(DAY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(MultiMap fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "").strip();
    }
}

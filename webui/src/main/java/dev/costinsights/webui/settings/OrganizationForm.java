package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.UpdateOrganization;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.MultiMap;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone wrote to change the organization.
 *
 * @param range wire name of the default range, as it was sent
 * @param problems what is wrong, in words, by field
 */
record OrganizationForm(String name, String zone, String range, Map<String, String> problems) {

    static final String NAME = "name";
    static final String ZONE = "zone";
    static final String RANGE = "range";

    OrganizationForm {
        problems = Map.copyOf(problems);
    }

    /** As the organization is now. */
    static OrganizationForm of(SessionPrincipal reader) {
        return new OrganizationForm(
                reader.organizationName(),
                reader.zone().getId(),
                reader.defaultRange().wireName(),
                Map.of());
    }

    static OrganizationForm read(MultiMap fields) {
        Map<String, String> problems = new HashMap<>();
        String zone = text(fields, ZONE);
        String range = text(fields, RANGE);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            problems.put(ZONE, "Write a zone like Europe/London.");
        }
        if (DefaultRange.ofWireName(range).isEmpty()) {
            problems.put(RANGE, "Choose one of these.");
        }
        return new OrganizationForm(text(fields, NAME), zone, range, problems);
    }

    /** The question for the change; only without problems. */
    UpdateOrganization wish(UUID organizationId) {
        return new UpdateOrganization(
                organizationId,
                name,
                ZoneId.of(zone),
                DefaultRange.ofWireName(range).orElseThrow());
    }

    /** The same with what accounts found wrong; null when it names no field of this form. */
    @Nullable
    OrganizationForm refused(List<FieldError> errors) {
        Map<String, String> found = new HashMap<>();
        errors.forEach(error -> found.putIfAbsent(error.field(), error.message()));
        found.keySet().retainAll(Set.of(NAME, ZONE, RANGE));
        return found.isEmpty() ? null : new OrganizationForm(name, zone, range, found);
    }

    private static String text(MultiMap fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "").strip();
    }
}

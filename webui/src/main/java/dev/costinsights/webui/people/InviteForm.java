package dev.costinsights.webui.people;

import dev.costinsights.contracts.accounts.InvitePerson;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone wrote to invite a person.
 *
 * @param role wire name, as it was sent
 * @param problems what is wrong, in words, by field
 */
record InviteForm(String email, String role, Map<String, String> problems) {

    static final String EMAIL = "email";
    static final String ROLE = "role";

    InviteForm {
        problems = Map.copyOf(problems);
    }

    /** Before anything is written. */
    static InviteForm fresh() {
        return new InviteForm("", Role.VIEWER.wireName(), Map.of());
    }

    static InviteForm read(MultiMap fields) {
        String role = Objects.requireNonNullElse(fields.get(ROLE), "");
        return new InviteForm(
                Objects.requireNonNullElse(fields.get(EMAIL), "").strip(),
                role,
                Role.ofWireName(role).isPresent() ? Map.of() : Map.of(ROLE, "Choose a role."));
    }

    /** The question for the invitation; only without problems. */
    InvitePerson wish(UUID organizationId) {
        return new InvitePerson(organizationId, email, Role.ofWireName(role).orElseThrow());
    }

    /** The same with what accounts found wrong; null when it names no field of this form. */
    @Nullable
    InviteForm refused(List<FieldError> errors) {
        Map<String, String> found = new HashMap<>();
        errors.forEach(error -> found.putIfAbsent(error.field(), error.message()));
        found.keySet().retainAll(Set.of(EMAIL, ROLE));
        return found.isEmpty() ? null : new InviteForm(email, role, found);
    }
}

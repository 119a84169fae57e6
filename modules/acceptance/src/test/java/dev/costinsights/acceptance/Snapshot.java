package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Everything that was recorded, who stands beneath whom and who is registered, at the moment of a question. */
record Snapshot(Hierarchy hierarchy, Registry registry) {
    static final String COST = "_cost.amount";

    List<Recorded> roots(Predicate<Recorded> meant) {
        return hierarchy.roots().stream().filter(meant).toList();
    }

    List<Recorded> events(Predicate<Recorded> meant) {
        return hierarchy.events().stream().filter(meant).toList();
    }

    Registry.Owner owner(Recorded recorded) {
        return registry.owner(recorded.event());
    }

    /** Nobody doesn't count. */
    int customers(Collection<Recorded> events) {
        Set<Registry.Owner> owners = events.stream().map(this::owner).collect(Collectors.toSet());
        owners.remove(Registry.Owner.NOBODY);
        return owners.size();
    }

    /** The sum of a field over a root and everything beneath it. */
    BigDecimal total(Recorded root, String field) {
        return hierarchy.total(root, recorded -> value(recorded, field));
    }

    /** A field that an event doesn't have, or whose value isn't a number, is zero. */
    static BigDecimal value(Recorded recorded, String field) {
        if (field.equals(COST)) {
            return recorded.cents();
        }
        return Clauses.metadata(recorded.event().metadata(), field) instanceof Number number
                ? new BigDecimal(number.toString())
                : BigDecimal.ZERO;
    }

    /** The value of a property as text; empty when there is none. */
    static String text(Recorded recorded, String property) {
        return Objects.requireNonNullElse(Clauses.metadata(recorded.event().metadata(), property), "")
                .toString();
    }
}

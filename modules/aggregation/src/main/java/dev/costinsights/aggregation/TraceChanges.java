package dev.costinsights.aggregation;

import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What links change in the totals of traces, collected step by step; the parameters $3 to $7 of {@link TraceSql}. */
final class TraceChanges {
    private final List<UUID> ids = new ArrayList<>();
    private final List<@Nullable String> before = new ArrayList<>();
    private final List<@Nullable String> after = new ArrayList<>();
    private final List<UUID> orphans = new ArrayList<>();
    private final List<UUID> circleRoots = new ArrayList<>();

    /**
     * The trace of an event costs something else now.
     *
     * @param beforeCents null when it was no root
     * @param afterCents null when it is none
     */
    void changed(UUID id, @Nullable BigDecimal beforeCents, @Nullable BigDecimal afterCents) {
        ids.add(id);
        before.add(beforeCents == null ? null : beforeCents.toPlainString());
        after.add(afterCents == null ? null : afterCents.toPlainString());
    }

    /** A new event waits for its parent. */
    void orphaned(UUID id) {
        orphans.add(id);
    }

    /** An event with a parent is a root for ever. */
    void rootForEver(UUID id) {
        circleRoots.add(id);
    }

    Tuple addTo(Tuple parameters) {
        return parameters
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addArrayOfString(before.toArray(String[]::new))
                .addArrayOfString(after.toArray(String[]::new))
                .addArrayOfUUID(orphans.toArray(UUID[]::new))
                .addArrayOfUUID(circleRoots.toArray(UUID[]::new));
    }
}

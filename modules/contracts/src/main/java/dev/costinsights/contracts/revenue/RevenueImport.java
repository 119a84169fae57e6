package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file whose lines become facts.
 *
 * @param dryRun whether no line is kept: what is inserted then would be
 * @param linesTotal without the header and empty lines
 * @param linesDone each of them inserted, a duplicate or failed
 * @param waiting of those inserted: they count as soon as what they belong to is known
 * @param failed lines that can't be kept
 * @param errors what is wrong with them; a line may have several
 * @param finishedAt null until it is
 */
public record RevenueImport(
        UUID organizationId,
        UUID id,
        ImportKind kind,
        boolean dryRun,
        Status status,
        int linesTotal,
        int linesDone,
        int inserted,
        int duplicates,
        int waiting,
        int failed,
        int errors,
        Instant createdAt,
        @Nullable Instant finishedAt)
        implements Message {

    /** How far it is. */
    public enum Status {
        QUEUED,
        RUNNING,
        /** Whoever worked on it is gone; somebody goes on with the next line soon. */
        INTERRUPTED,
        /** Every line was looked at, whether it could be kept or not. */
        SUCCEEDED,
        /** A defect of the server ended it; the lines done stay done. */
        FAILED;

        /** The name on the wire: {@code running}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package dev.costinsights.ingestion;

import dev.costinsights.contracts.revenue.ImportKind;
import java.util.UUID;

/**
 * An import that this process works on.
 *
 * @param worker who it is for the others
 * @param linesDone how many lines to leave out at the beginning
 * @param errors how many are known of these
 */
record ImportWork(
        UUID organizationId,
        UUID id,
        UUID worker,
        ImportKind kind,
        boolean dryRun,
        String csv,
        int linesDone,
        int errors) {

    /** The same with some more lines done. */
    ImportWork after(ImportLines lines) {
        return new ImportWork(
                organizationId,
                id,
                worker,
                kind,
                dryRun,
                csv,
                linesDone + lines.lines(),
                errors + lines.errors().size());
    }
}

package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks to make facts of the lines of a CSV file, in the background. The answer is the import as it waits.
 *
 * @param dryRun whether to say only what would become of the lines
 * @param csv with a header line, whose columns are named as the fields of the facts' data
 */
public record StartImport(UUID organizationId, ImportKind kind, boolean dryRun, String csv) implements Message {}

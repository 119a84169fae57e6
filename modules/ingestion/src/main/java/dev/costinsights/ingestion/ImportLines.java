package dev.costinsights.ingestion;

import dev.costinsights.contracts.revenue.ImportErrorPage;
import java.util.List;

/**
 * Some lines of a file, read.
 *
 * @param lines how many
 * @param failed those of them that can't be kept
 * @param facts of the others
 * @param errors what is wrong with those that failed
 */
record ImportLines(int lines, int failed, List<LogFact> facts, List<ImportErrorPage.Item> errors) {}

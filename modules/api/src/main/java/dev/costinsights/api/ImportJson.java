package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.RevenueImport;

/** Imports as the wire has them. */
final class ImportJson {
    private ImportJson() {}

    static ObjectNode of(RevenueImport found) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", found.id().toString())
                .put("kind", found.kind().wireName())
                .put("dry_run", found.dryRun())
                .put("status", found.status().wireName())
                .put("lines_total", found.linesTotal())
                .put("lines_done", found.linesDone())
                .put("inserted", found.inserted())
                .put("duplicates", found.duplicates())
                .put("waiting", found.waiting())
                .put("failed", found.failed())
                .put("errors", found.errors())
                .put("created_at", found.createdAt().toString())
                .put(
                        "finished_at",
                        found.finishedAt() == null ? null : found.finishedAt().toString());
    }

    static ObjectNode of(ImportErrorPage.Item error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("line", error.line())
                .put("column", error.column())
                .put("value", error.value())
                .put("message", error.message());
    }
}

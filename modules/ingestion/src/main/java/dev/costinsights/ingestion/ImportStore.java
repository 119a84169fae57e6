package dev.costinsights.ingestion;

import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Keeps imports and what is wrong with their lines. Who works on one is {@link ImportWorkStore}'s matter. */
final class ImportStore {
    /** Finished ones of an organization; older ones are forgotten with their errors. */
    static final int MAX_FINISHED = 100;

    /** One at a time of an organization, so that the number of open ones stays bounded. */
    static final Statement LOCK_ORGANIZATION =
            new Statement("SELECT pg_advisory_xact_lock(hashtextextended('imports ' || $1::uuid, 0))");

    static final Statement INSERT = new Statement("""
            INSERT INTO log.imports (organization_id, id, kind, dry_run, status, csv, lines_total, created_at)
            VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7)
            """);

    static final Statement FORGET = new Statement("""
            DELETE FROM log.imports
            WHERE organization_id = $1 AND id IN (
                SELECT id FROM log.imports
                WHERE organization_id = $1 AND finished_at IS NOT NULL
                ORDER BY created_at DESC, id
                OFFSET $2)
            """);

    static final Statement COUNT_OPEN = new Statement("""
            SELECT count(*) FROM log.imports
            WHERE organization_id = $1 AND status IN ('queued', 'running', 'interrupted')
            """);

    static final Statement GET = new Statement("""
            SELECT organization_id, id, kind, dry_run, lines_total, lines_done, inserted, duplicates, waiting, failed,
                errors, created_at, finished_at,
                CASE WHEN status = 'running' AND seen_at < clock_timestamp() - make_interval(secs => $3)
                    THEN 'interrupted' ELSE status END AS status
            FROM log.imports
            WHERE organization_id = $1 AND id = $2
            """);

    static final Statement LIST = new Statement("""
            SELECT organization_id, id, kind, dry_run, lines_total, lines_done, inserted, duplicates, waiting, failed,
                errors, created_at, finished_at,
                CASE WHEN status = 'running' AND seen_at < clock_timestamp() - make_interval(secs => $4)
                    THEN 'interrupted' ELSE status END AS status
            FROM log.imports
            WHERE organization_id = $1
            ORDER BY created_at DESC, id
            OFFSET $2 LIMIT $3
            """);

    static final Statement COUNT = new Statement("SELECT count(*) FROM log.imports WHERE organization_id = $1");

    static final Statement LIST_ERRORS = new Statement("""
            SELECT line, column_name, value, message
            FROM log.import_errors
            WHERE organization_id = $1 AND import_id = $2 AND position >= $3
            ORDER BY position
            LIMIT $4
            """);

    static final Statement COUNT_ERRORS = new Statement("""
            SELECT count(*) FROM log.import_errors WHERE organization_id = $1 AND import_id = $2
            """);

    private ImportStore() {}

    static Future<Void> lockOrganization(SqlClient client, UUID organizationId) {
        return client.preparedQuery(LOCK_ORGANIZATION.sql())
                .execute(Tuple.of(organizationId))
                .mapEmpty();
    }

    static Future<Void> insert(
            SqlClient client,
            UUID organizationId,
            UUID id,
            ImportKind kind,
            boolean dryRun,
            String csv,
            int lines,
            OffsetDateTime createdAt) {
        return client.preparedQuery(FORGET.sql())
                .execute(Tuple.of(organizationId, (long) MAX_FINISHED))
                .compose(forgotten -> client.preparedQuery(INSERT.sql())
                        .execute(Tuple.tuple(List.of(
                                organizationId,
                                id,
                                ImportColumns.kindOf(kind).storedName(),
                                dryRun,
                                csv,
                                lines,
                                createdAt))))
                .mapEmpty();
    }

    static Future<Integer> countOpen(SqlClient client, UUID organizationId) {
        return client.preparedQuery(COUNT_OPEN.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    static Future<Optional<RevenueImport>> get(SqlClient client, UUID organizationId, UUID id) {
        return client.preparedQuery(GET.sql())
                .mapping(ImportStore::revenueImport)
                .execute(Tuple.of(organizationId, id, ImportWorkStore.SILENCE_SECONDS))
                .map(rows -> rows.stream().findFirst());
    }

    static Future<List<RevenueImport>> list(SqlClient client, ListImports question) {
        return client.preparedQuery(LIST.sql())
                .mapping(ImportStore::revenueImport)
                .execute(Tuple.of(
                        question.organizationId(),
                        question.offset(),
                        (long) question.limit(),
                        ImportWorkStore.SILENCE_SECONDS))
                .map(rows -> rows.stream().toList());
    }

    static Future<Long> count(SqlClient client, UUID organizationId) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    static Future<List<ImportErrorPage.Item>> listErrors(SqlClient client, ListImportErrors question) {
        int first = (int) Math.min(question.offset(), ListImportErrors.MAX_LISTED);
        return client.preparedQuery(LIST_ERRORS.sql())
                .mapping(row -> new ImportErrorPage.Item(
                        row.getInteger("line"),
                        row.getString("column_name"),
                        row.getString("value"),
                        row.getString("message")))
                .execute(Tuple.of(question.organizationId(), question.importId(), first, (long) question.limit()))
                .map(rows -> rows.stream().toList());
    }

    static Future<Long> countErrors(SqlClient client, ListImportErrors question) {
        return client.preparedQuery(COUNT_ERRORS.sql())
                .execute(Tuple.of(question.organizationId(), question.importId()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    static ImportKind kind(Row row) {
        return row.getString("kind").equals(FactKind.ORDER.storedName()) ? ImportKind.ORDERS : ImportKind.SUBSCRIPTIONS;
    }

    private static RevenueImport revenueImport(Row row) {
        OffsetDateTime finishedAt = row.getOffsetDateTime("finished_at");
        return new RevenueImport(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                kind(row),
                row.getBoolean("dry_run"),
                RevenueImport.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInteger("lines_total"),
                row.getInteger("lines_done"),
                row.getInteger("inserted"),
                row.getInteger("duplicates"),
                row.getInteger("waiting"),
                row.getInteger("failed"),
                row.getInteger("errors"),
                row.getOffsetDateTime("created_at").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }
}

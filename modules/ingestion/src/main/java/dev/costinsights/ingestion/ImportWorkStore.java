package dev.costinsights.ingestion;

import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who works on which import, and how far. One that nobody has worked on for a while is anybody's. */
final class ImportWorkStore {
    /** Many times what a step takes. */
    static final double SILENCE_SECONDS = 30;

    /** Before one that was put back is tried again. */
    private static final double PAUSE_SECONDS = 1;

    /** A dry run begins anew, because it compares lines with those before. */
    static final Statement CLAIM = new Statement("""
            UPDATE log.imports
            SET status = 'running', worker = $1, seen_at = clock_timestamp(),
                lines_done = CASE WHEN dry_run THEN 0 ELSE lines_done END,
                inserted = CASE WHEN dry_run THEN 0 ELSE inserted END,
                duplicates = CASE WHEN dry_run THEN 0 ELSE duplicates END,
                waiting = CASE WHEN dry_run THEN 0 ELSE waiting END,
                failed = CASE WHEN dry_run THEN 0 ELSE failed END,
                errors = CASE WHEN dry_run THEN 0 ELSE errors END
            FROM (
                SELECT organization_id, id FROM log.imports
                WHERE status = 'queued'
                    OR status = 'interrupted' AND seen_at < clock_timestamp() - make_interval(secs => $2)
                    OR status = 'running' AND seen_at < clock_timestamp() - make_interval(secs => $3)
                ORDER BY created_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED) AS next
            WHERE imports.organization_id = next.organization_id AND imports.id = next.id
            RETURNING imports.organization_id, imports.id, worker, kind, dry_run, csv, lines_done, errors
            """);

    /** Changes nothing when another has taken over. */
    static final Statement ADVANCE = new Statement("""
            UPDATE log.imports
            SET lines_done = lines_done + $5, inserted = inserted + $6, duplicates = duplicates + $7,
                waiting = waiting + $8, failed = failed + $9, errors = errors + $10, seen_at = clock_timestamp()
            WHERE organization_id = $1 AND id = $2 AND worker = $3 AND lines_done = $4
            """);

    static final Statement ADD_ERRORS = new Statement("""
            INSERT INTO log.import_errors (organization_id, import_id, position, line, column_name, value, message)
            SELECT $1, $2, $3 + place - 1, line, column_name, value, message
            FROM unnest($4::integer[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY AS error (
                line, column_name, value, message, place)
            ON CONFLICT (organization_id, import_id, position) DO NOTHING
            """);

    static final Statement PUT_BACK = new Statement("""
            UPDATE log.imports SET status = 'interrupted', worker = NULL, seen_at = clock_timestamp()
            WHERE organization_id = $1 AND id = $2 AND worker = $3
            """);

    static final Statement FINISH = new Statement("""
            UPDATE log.imports SET status = $4, worker = NULL, csv = NULL, finished_at = clock_timestamp()
            WHERE organization_id = $1 AND id = $2 AND worker = $3
            """);

    private ImportWorkStore() {}

    /** The oldest that nobody works on. */
    static Future<Optional<ImportWork>> claim(SqlClient client, UUID worker) {
        return client.preparedQuery(CLAIM.sql())
                .mapping(ImportWorkStore::work)
                .execute(Tuple.of(worker, PAUSE_SECONDS, SILENCE_SECONDS))
                .map(rows -> rows.stream().findFirst());
    }

    /**
     * Notes what became of some lines.
     *
     * @param before how far it was
     * @return whether it is still this worker's
     */
    static Future<Boolean> advance(SqlClient client, ImportWork before, ImportLines lines, FactsResult result) {
        Tuple progress = Tuple.tuple(List.of(
                before.organizationId(),
                before.id(),
                before.worker(),
                before.linesDone(),
                lines.lines(),
                result.inserted(),
                result.duplicates(),
                result.waiting(),
                lines.failed(),
                lines.errors().size()));
        return client.preparedQuery(ADVANCE.sql())
                .execute(progress)
                .compose(updated -> updated.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : addErrors(client, before, lines.errors()).map(true));
    }

    private static Future<Void> addErrors(SqlClient client, ImportWork work, List<ImportErrorPage.Item> errors) {
        int room = Math.max(0, ListImportErrors.MAX_LISTED - work.errors());
        List<ImportErrorPage.Item> listed = errors.subList(0, Math.min(room, errors.size()));
        if (listed.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Object> columns = new ArrayList<>(List.of(work.organizationId(), work.id(), work.errors()));
        columns.add(listed.stream().map(ImportErrorPage.Item::line).toArray(Integer[]::new));
        columns.add(texts(listed, ImportErrorPage.Item::column));
        columns.add(texts(listed, ImportErrorPage.Item::value));
        columns.add(texts(listed, ImportErrorPage.Item::message));
        return client.preparedQuery(ADD_ERRORS.sql())
                .execute(Tuple.tuple(columns))
                .mapEmpty();
    }

    private static String[] texts(
            List<ImportErrorPage.Item> errors, Function<ImportErrorPage.Item, @Nullable String> part) {
        return errors.stream().map(part).toArray(String[]::new);
    }

    /** Leaves it to whoever takes it next. */
    static Future<Void> putBack(SqlClient client, ImportWork work) {
        return client.preparedQuery(PUT_BACK.sql())
                .execute(Tuple.of(work.organizationId(), work.id(), work.worker()))
                .mapEmpty();
    }

    /** @param succeeded whether every line was looked at */
    static Future<Void> finish(SqlClient client, ImportWork work, boolean succeeded) {
        return client.preparedQuery(FINISH.sql())
                .execute(Tuple.of(work.organizationId(), work.id(), work.worker(), succeeded ? "succeeded" : "failed"))
                .mapEmpty();
    }

    private static ImportWork work(Row row) {
        return new ImportWork(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getUUID("worker"),
                ImportStore.kind(row),
                row.getBoolean("dry_run"),
                row.getString("csv"),
                row.getInteger("lines_done"),
                row.getInteger("errors"));
    }
}

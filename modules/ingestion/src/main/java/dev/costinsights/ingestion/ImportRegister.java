package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.revenue.GetImport;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportPage;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.StartImport;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;

/** Takes files for import and says how far each is. */
final class ImportRegister {
    /** Of an organization, each kept as a whole until it is done with. */
    static final int MAX_OPEN = 10;

    private final Pool pool;
    private final Clock clock;
    private final Function<StartImport, Future<Integer>> lineCounter;
    private final Runnable startedListener;

    /**
     * @param lineCounter fails as invalid when the file can't be read, else says how many lines it has
     * @param startedListener hears of each file that is taken
     */
    ImportRegister(
            Pool pool, Clock clock, Function<StartImport, Future<Integer>> lineCounter, Runnable startedListener) {
        this.pool = pool;
        this.clock = clock;
        this.lineCounter = lineCounter;
        this.startedListener = startedListener;
    }

    Future<RevenueImport> start(StartImport wish) {
        UUID id = UUID.randomUUID();
        return lineCounter
                .apply(wish)
                .compose(lines -> pool.withTransaction(connection -> ImportStore.lockOrganization(
                                connection, wish.organizationId())
                        .compose(locked -> ImportStore.countOpen(connection, wish.organizationId()))
                        .compose(open -> open >= MAX_OPEN
                                ? tooMany(open)
                                : ImportStore.insert(
                                        connection,
                                        wish.organizationId(),
                                        id,
                                        wish.kind(),
                                        wish.dryRun(),
                                        wish.csv(),
                                        lines,
                                        clock.instant()
                                                .truncatedTo(ChronoUnit.MICROS)
                                                .atOffset(ZoneOffset.UTC)))))
                .compose(inserted -> get(new GetImport(wish.organizationId(), id)))
                .onSuccess(started -> startedListener.run())
                .recover(PgErrors::failed);
    }

    private static Future<Void> tooMany(int open) {
        return Future.failedFuture(
                new ContractException(ErrorCode.OVERLOADED, "There are " + open + " imports that aren't finished."));
    }

    Future<RevenueImport> get(GetImport question) {
        return ImportStore.get(pool, question.organizationId(), question.id())
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                new ContractException(ErrorCode.NOT_FOUND, "There is no such import."))))
                .recover(PgErrors::failed);
    }

    Future<ImportPage> list(ListImports question) {
        return ImportStore.list(pool, question)
                .compose(items ->
                        ImportStore.count(pool, question.organizationId()).map(total -> new ImportPage(items, total)))
                .recover(PgErrors::failed);
    }

    Future<ImportErrorPage> listErrors(ListImportErrors question) {
        return get(new GetImport(question.organizationId(), question.importId()))
                .compose(found -> ImportStore.listErrors(pool, question))
                .compose(items ->
                        ImportStore.countErrors(pool, question).map(total -> new ImportErrorPage(items, total)))
                .recover(PgErrors::failed);
    }
}

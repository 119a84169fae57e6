package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.revenue.GetImport;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.RevenueImport.Status;
import dev.costinsights.contracts.revenue.StartImport;
import dev.costinsights.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportsIT {
    private static final String HEADER = "id,created_at,status,customer_id,currency,net_amount\n";

    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    private static String orders(int from, int to) {
        return HEADER
                + IntStream.range(from, to)
                        .mapToObj(i -> "o" + i + ",2026-10-01,paid,c" + i % 10 + ",usd," + i + '\n')
                        .collect(Collectors.joining());
    }

    private RevenueImport start(UUID organizationId, boolean dryRun, String csv) {
        return await(Channels.START_IMPORT.ask(
                ingestion.vertx, new StartImport(organizationId, ImportKind.ORDERS, dryRun, csv)));
    }

    private RevenueImport get(RevenueImport started) {
        return await(Channels.GET_IMPORT.ask(ingestion.vertx, new GetImport(started.organizationId(), started.id())));
    }

    private RevenueImport finished(RevenueImport started) {
        Awaitility.await().until(() -> get(started).finishedAt() != null);
        return get(started);
    }

    private RevenueImport run(boolean dryRun, String csv) {
        return finished(start(ACME, dryRun, csv));
    }

    private static void assertCounts(RevenueImport done, int inserted, int duplicates, int failed) {
        assertThat(done.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(List.of(done.inserted(), done.duplicates(), done.failed(), done.waiting()))
                .containsExactly(inserted, duplicates, failed, 0);
        assertThat(done.linesDone()).isEqualTo(done.linesTotal()).isEqualTo(inserted + duplicates + failed);
    }

    private ImportErrorPage errors(RevenueImport done, long offset, int limit) {
        return await(Channels.LIST_IMPORT_ERRORS.ask(
                ingestion.vertx, new ListImportErrors(done.organizationId(), done.id(), offset, limit)));
    }

    @Test
    void aFileBecomesFactsInTheBackground() {
        List<LogAppended> rings = new CopyOnWriteArrayList<>();
        await(Channels.LOG_APPENDED.subscribe(ingestion.vertx, rings::add).completion());

        RevenueImport started = start(ACME, false, orders(0, 2_500));

        assertThat(started.linesTotal()).isEqualTo(2_500);
        assertThat(started.finishedAt()).isNull();
        assertCounts(finished(started), 2_500, 0, 0);
        assertThat(ingestion.rows("select count(*), sum((data ->> 'net_amount')::int), min(type) from log.facts"
                        + " where organization_id = '" + ACME + "'"))
                .containsExactly("2500|3123750|order.updated");
        assertThat(ingestion.rows("select count(*) from log.fact_tickets")).containsExactly("2500");
        assertThat(ingestion.rows("select csv, worker from log.imports")).containsExactly("null|null");
        Awaitility.await().until(() -> rings.size() == 3);
        assertThat(ingestion
                        .meters
                        .get("cost_insights_ingest_facts")
                        .tag("outcome", "inserted")
                        .counter()
                        .count())
                .isEqualTo(2_500);
    }

    @Test
    void importingAFileAgainChangesNothing() {
        run(false, orders(0, 1_500));

        assertCounts(run(false, orders(0, 1_600)), 100, 1_500, 0);
    }

    @Test
    void goodLinesAreKeptAlthoughOthersFail() {
        RevenueImport done =
                run(false, orders(0, 2) + "o7,2026-10-01,payed,c1,usd,x\n" + "o8,2026-10-01,paid,c1,usd,1\n");

        assertCounts(done, 3, 0, 1);
        assertThat(done.errors()).isEqualTo(2);
        ImportErrorPage page = errors(done, 0, 100);
        assertThat(page.totalCount()).isEqualTo(2);
        assertThat(page.items())
                .extracting(ImportErrorPage.Item::line, ImportErrorPage.Item::column, ImportErrorPage.Item::value)
                .containsExactly(tuple(4, "status", "payed"), tuple(4, "net_amount", "x"));
        assertThat(errors(done, 1, 1).items()).isEqualTo(page.items().subList(1, 2));
    }

    @Test
    void aDryRunSaysWhatWouldBecomeOfTheLinesAndKeepsNone() {
        run(false, orders(0, 10));

        RevenueImport done = run(
                true,
                orders(5, 1_205) + "o9,2026-10-01,paid,c1,usd,1\n" + "o1204,2026-10-01,paid,c1,usd,1\n" + "bad,,,,,\n");

        assertCounts(done, 1_195, 7, 1);
        assertThat(errors(done, 0, 10).items()).hasSize(5);
        assertThat(ingestion.rows("select count(*) from log.facts")).containsExactly("10");
        assertCounts(run(false, orders(5, 1_205)), 1_195, 5, 0);
    }

    @Test
    void errorsBeyondTheLimitAreCountedAndNotListed() {
        String bad = "o,2026-10-01,paid,c1,usd,x\n".repeat(10_500);

        RevenueImport done = run(false, HEADER + bad);

        assertCounts(done, 0, 0, 10_500);
        assertThat(done.errors()).isEqualTo(10_500);
        assertThat(errors(done, 0, 1).totalCount()).isEqualTo(ListImportErrors.MAX_LISTED);
        assertThat(errors(done, 9_999, 10).items())
                .extracting(ImportErrorPage.Item::line)
                .containsExactly(10_001);
    }

    @Test
    void aFileThatCantBeReadIsRefusedAtOnce() {
        var refusal = ingestion.refusal(
                Channels.START_IMPORT, new StartImport(ACME, ImportKind.ORDERS, false, HEADER + "\"open,"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.fieldErrors()).hasSize(1);
        assertThat(ingestion.rows("select 1 from log.imports")).isEmpty();
        assertCounts(run(false, HEADER), 0, 0, 0);
    }

    @Test
    void afterARestartAnImportGoesOnWithTheNextLine() {
        ingestion.execute("create function log.cut() returns trigger language plpgsql as"
                + " 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'");
        ingestion.execute("create trigger cut before insert on log.facts for each row"
                + " when (new.data ->> 'net_amount' = '1700') execute function log.cut()");
        RevenueImport started = start(ACME, false, orders(0, 3_000));
        Awaitility.await()
                .until(() -> get(started).linesDone() == 1_000 && get(started).status() == Status.INTERRUPTED);

        await(ingestion.undeploy());
        ingestion.execute("drop trigger cut on log.facts");
        ingestion.deploy();

        assertCounts(finished(started), 3_000, 0, 0);
        assertThat(ingestion.rows("select count(*) from log.facts")).containsExactly("3000");
    }

    @Test
    void anImportWhoseWorkerIsSilentIsTakenOverAndTheOtherLosesIt() {
        ingestion.execute("insert into log.imports (organization_id, id, kind, dry_run, status, csv, lines_total,"
                + " lines_done, inserted, created_at, worker, seen_at) values ('" + ACME + "', '" + Facts.id(1)
                + "', 'order', false, 'running', '" + orders(0, 30) + "', 30, 10, 10, now(), '" + Facts.id(2)
                + "', now())");
        var running = new GetImport(ACME, Facts.id(1));
        assertThat(await(Channels.GET_IMPORT.ask(ingestion.vertx, running)).status())
                .isEqualTo(Status.RUNNING);

        ingestion.execute("update log.imports set seen_at = now() - interval '1 hour'");

        RevenueImport done = finished(await(Channels.GET_IMPORT.ask(ingestion.vertx, running)));
        assertCounts(done, 30, 0, 0);
        assertThat(ingestion.rows("select count(*) from log.facts")).containsExactly("20");
    }

    @Test
    void aDefectEndsAnImportAndSaysSo() {
        ingestion.execute("alter table log.facts add constraint no_poison check (data ->> 'net_amount' <> '1200')");

        RevenueImport done = finished(start(ACME, false, orders(0, 1_500)));

        assertThat(done.status()).isEqualTo(Status.FAILED);
        assertThat(done.linesDone()).isEqualTo(1_000);
        assertThat(ingestion.rows("select count(*) from log.facts")).containsExactly("1000");
    }

    @Test
    void anOrganizationSeesItsOwnImportsTheNewestFirst() {
        RevenueImport first = run(false, orders(0, 1));
        RevenueImport second = run(true, orders(0, 1));
        RevenueImport others = finished(start(GLOBEX, false, orders(0, 1)));

        var page = await(Channels.LIST_IMPORTS.ask(ingestion.vertx, new ListImports(ACME, 0, 10)));
        assertThat(page.items()).containsExactly(second, first);
        assertThat(page.totalCount()).isEqualTo(2);
        assertThat(await(Channels.LIST_IMPORTS.ask(ingestion.vertx, new ListImports(ACME, 1, 10)))
                        .items())
                .containsExactly(first);
        assertThat(ingestion
                        .refusal(Channels.GET_IMPORT, new GetImport(ACME, others.id()))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ingestion
                        .refusal(Channels.LIST_IMPORT_ERRORS, new ListImportErrors(ACME, others.id(), 0, 10))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void ofManyAtOnceNoMoreThanTheBoundAreTaken() {
        await(ingestion.undeploy());
        Pool pool = new Database(ingestion.vertx, ingestion.url).pool("test", 8);
        var register = new ImportRegister(pool, Clock.systemUTC(), wish -> Future.succeededFuture(1), () -> {});
        var wish = new StartImport(ACME, ImportKind.ORDERS, false, orders(0, 1));

        List<Boolean> taken =
                Stream.generate(() -> register.start(wish)).limit(ImportRegister.MAX_OPEN + 8).toList().stream()
                        .map(start -> await(start.map(true).otherwise(false)))
                        .toList();

        assertThat(taken).filteredOn(done -> done).hasSize(ImportRegister.MAX_OPEN);
    }

    @Test
    void importsAreBoundedInNumber() {
        ingestion.execute("insert into log.imports (organization_id, id, kind, dry_run, status, csv, lines_total,"
                + " created_at, finished_at) select '" + ACME
                + "', gen_random_uuid(), 'order', false, 'succeeded', null,"
                + " 0, now() - i * interval '1 hour', now() from generate_series(1, 150) as i");
        run(false, orders(0, 1));
        assertThat(ingestion.rows("select count(*) from log.imports"))
                .containsExactly(String.valueOf(ImportStore.MAX_FINISHED + 1));

        ingestion.execute("insert into log.imports (organization_id, id, kind, dry_run, status, csv, lines_total,"
                + " created_at, worker) select '" + ACME + "', gen_random_uuid(), 'order', false, 'running', '', 0,"
                + " now(), gen_random_uuid() from generate_series(1, 10)");
        assertThat(ingestion
                        .refusal(Channels.START_IMPORT, new StartImport(ACME, ImportKind.ORDERS, false, orders(0, 1)))
                        .code())
                .isEqualTo(ErrorCode.OVERLOADED);
        assertCounts(finished(start(GLOBEX, false, orders(0, 1))), 1, 0, 0);
    }
}

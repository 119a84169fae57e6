package dev.costinsights.embeddedpostgres;

import static dev.costinsights.embeddedpostgres.ChildServer.killProcess;
import static dev.costinsights.embeddedpostgres.ChildServer.postmasterOf;
import static dev.costinsights.embeddedpostgres.TestDatabases.connect;
import static dev.costinsights.embeddedpostgres.TestDatabases.execute;
import static dev.costinsights.embeddedpostgres.TestDatabases.in;
import static dev.costinsights.embeddedpostgres.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {

    private static final String COUNT = "SELECT count(*) FROM acknowledged";
    private static final String EVERY_ROW = Integer.toString(ServerProgram.ROWS);

    @TempDir
    static Path given;

    static Path directory;

    @BeforeAll
    static void resolveLinks() throws IOException {
        directory = given.toRealPath();
    }

    @Test
    void givenTheServerWasKilledAndItsOrphanRunsOnThenOpeningAtOnceFindsEveryCommittedRow() throws Exception {
        long orphan;
        try (ChildServer server = ChildServer.start(directory)) {
            assertThat(server.says()).isEqualTo(ServerProgram.COMMITTED);
            orphan = postmasterOf(directory);
        }
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            assertThat(query(postgres, COUNT)).isEqualTo(EVERY_ROW);
            assertThat(postmasterOf(directory)).isNotEqualTo(orphan);
        }
    }

    @Test
    void givenBothWereKilledThenOpeningAtOnceFindsEveryCommittedRow() throws Exception {
        try (ChildServer server = ChildServer.start(directory)) {
            assertThat(server.says()).isEqualTo(ServerProgram.COMMITTED);
            server.kill();
            killProcess(postmasterOf(directory));
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            assertThat(query(postgres, COUNT)).isEqualTo(EVERY_ROW);
        }
    }

    @Test
    void givenPostgresIsKilledThenItComesBackAtTheSameUrlWithEveryCommittedRowEvenIfABackendIsBusy() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            execute(postgres, "DROP TABLE IF EXISTS acknowledged");
            execute(postgres, "CREATE TABLE acknowledged AS SELECT generate_series(1, 50)");
            CompletableFuture<Void> busy = runEndlessly(postgres);
            await().until(() -> query(
                            postgres, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT count(g)%'")
                    .equals("1"));

            killProcess(postmasterOf(directory));

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> query(postgres, COUNT).equals(EVERY_ROW));
            assertThat(busy).failsWithin(Duration.ofSeconds(10));
        }
    }

    /** Keeps the processor busy, so that the backend looks at nothing else until its statement ends. */
    private static CompletableFuture<Void> runEndlessly(EmbeddedPostgres postgres) {
        return CompletableFuture.runAsync(() -> {
            try (Connection connection = connect(postgres.databaseUrl());
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT count(g) FROM generate_series(1, 1000000) g,"
                        + " LATERAL (SELECT sum(sqrt(h)) FROM generate_series(1, 1000000 + g) h) s");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void givenPostgresCantComeBackThenItIsTriedAgainUntilItCanAndStoppingMeanwhileWorks() throws Exception {
        Path version = directory.resolve("postgres/PG_VERSION");
        Path hidden = directory.resolve("PG_VERSION.hidden");
        EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory));
        Files.move(version, hidden);
        killProcess(postmasterOf(directory));
        await().until(() -> Files.readString(directory.resolve("postgres.log")).contains("not a valid data directory"));

        Files.move(hidden, version);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> query(postgres, "SELECT 1").equals("1"));

        Files.move(version, hidden);
        killProcess(postmasterOf(directory));
        postgres.stop();
        Files.move(hidden, version);
        try (EmbeddedPostgres next = EmbeddedPostgres.open(in(directory))) {
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void givenAProcessIdTakenByAnotherProgramThenThatProgramIsLeftAlone() throws Exception {
        EmbeddedPostgres.open(in(directory)).stop();
        Process innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    directory.resolve("postgres/postmaster.pid"),
                    innocent.pid() + "\n" + directory.resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n  1 1\nready\n");

            assertThat(EmbeddedPostgres.attachIfRunning(directory)).isEmpty();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
                assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            }
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void givenAProcessIdFileThatWasNeverWrittenThenTheDatabaseOpens() throws Exception {
        EmbeddedPostgres.open(in(directory)).stop();
        Files.createFile(directory.resolve("postgres/postmaster.pid"));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aSignalFromTheTerminalReachesTheServerButNotItsDatabase() throws Exception {
        List<String> ownProcessGroup = List.of("setsid");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "needs setsid");
        try (ChildServer server = ChildServer.start(
                ownProcessGroup, System.getProperty("java.class.path"), directory, TestDatabases.PROGRAMS)) {
            assertThat(server.says()).isEqualTo(ServerProgram.COMMITTED);

            new ProcessBuilder("sh", "-c", "kill -TERM -" + server.pid())
                    .start()
                    .waitFor();
            assertThat(server.ends()).isTrue();

            assertThat(query(EmbeddedPostgres.attachIfRunning(directory).orElseThrow(), COUNT))
                    .isEqualTo(EVERY_ROW);
        }
        EmbeddedPostgres.open(in(directory)).stop();
    }

    @Test
    void whileAServerRunsASecondOneFailsAtOnceAndACommandCanUseItsDatabase() throws Exception {
        try (ChildServer server = ChildServer.start(directory)) {
            assertThat(server.says()).isEqualTo(ServerProgram.COMMITTED);

            assertThatThrownBy(() -> EmbeddedPostgres.open(in(directory)))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + server.pid());
            Optional<EmbeddedPostgres> attached = EmbeddedPostgres.attachIfRunning(directory);
            assertThat(query(attached.orElseThrow(), COUNT)).isEqualTo(EVERY_ROW);
            attached.orElseThrow().stop();
            assertThat(query(attached.orElseThrow(), COUNT)).isEqualTo(EVERY_ROW);

            assertThat(server.endsInOrder()).isTrue();
            assertThat(EmbeddedPostgres.attachIfRunning(directory)).isEmpty();
        }
    }

    @Test
    void aSecondServerInTheSameProcessFailsAtOnceAndLeavesTheLockWithTheFirst() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            assertThatThrownBy(() -> EmbeddedPostgres.open(in(directory)))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining("this process");

            try (ChildServer second = ChildServer.start(directory)) {
                assertThat(second.says()).contains("is in use by another server");
            }
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }
}

package dev.costinsights.embeddedpostgres;

import static dev.costinsights.embeddedpostgres.TestDatabases.execute;
import static dev.costinsights.embeddedpostgres.TestDatabases.in;
import static dev.costinsights.embeddedpostgres.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a start is said once, clearly, and leaves the database as it was. */
class RefusedStartIT {

    @TempDir
    static Path directory;

    @BeforeAll
    static void givenADatabase() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
    }

    private void thenItOpensWithItsRows() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aSettingThatLosesAcknowledgedRowsIsRefused() throws Exception {
        assertThatThrownBy(() -> EmbeddedPostgres.open(in(directory, Map.of("fsync", "off"))))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("fsync = off");

        assertThat(EmbeddedPostgres.attachIfRunning(directory)).isEmpty();
        thenItOpensWithItsRows();
    }

    @Test
    void aSettingThatLosesAcknowledgedRowsIsRefusedWhenTheRoleCarriesIt(@TempDir Path other) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(other))) {
            execute(postgres, "ALTER ROLE cost_insights SET synchronous_commit = off");
        }

        assertThatThrownBy(() -> EmbeddedPostgres.open(in(other)))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("synchronous_commit = off");
    }

    @Test
    void whatPostgresSaysWhenItDoesntStartIsPartOfTheError() throws Exception {
        assertThatThrownBy(() -> EmbeddedPostgres.open(in(directory, Map.of("shared_buffers", "many"))))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("ended with status 1")
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"many\"");

        thenItOpensWithItsRows();
    }

    @Test
    void aDatabaseOfAnotherMajorVersionIsNamedWithOurs() throws Exception {
        Path version = directory.resolve("postgres/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "14\n");

        assertThatThrownBy(() -> EmbeddedPostgres.open(in(directory)))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("made by PostgreSQL 14")
                .hasMessageContaining("carries PostgreSQL 18");

        Files.writeString(version, ours);
        thenItOpensWithItsRows();
    }

    @Test
    void missingPasswordsAreNotReplacedByNewOnesThatDontFit() throws Exception {
        Path passwords = directory.resolve("postgres.passwords");
        String text = Files.readString(passwords);
        Files.delete(passwords);

        assertThatThrownBy(() -> EmbeddedPostgres.open(in(directory)))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("postgres.passwords");

        DataDirectory.writeSecret(passwords, text.strip());
        thenItOpensWithItsRows();
    }

    @Test
    void aPortTakenBySomethingElseIsReplacedForGood() throws Exception {
        int taken = Integer.parseInt(
                Files.readString(directory.resolve("postgres.port")).strip());
        String replacement;
        try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            replacement = postgres.databaseUrl();
            assertThat(URI.create(replacement).getPort()).isNotEqualTo(other.getLocalPort());
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            assertThat(postgres.databaseUrl()).isEqualTo(replacement);
        }
    }
}

package dev.costinsights.embeddedpostgres;

import static dev.costinsights.embeddedpostgres.TestDatabases.connect;
import static dev.costinsights.embeddedpostgres.TestDatabases.execute;
import static dev.costinsights.embeddedpostgres.TestDatabases.in;
import static dev.costinsights.embeddedpostgres.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir
    static Path directory;

    @Test
    void whatWasCommittedIsThereAfterAnOrderlyStopAndStartAtTheSameUrl() throws SQLException {
        String firstUrl;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            firstUrl = postgres.databaseUrl();
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory))) {
            assertThat(postgres.databaseUrl()).isEqualTo(firstUrl);
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aDirectoryNameMayHaveSpacesAndQuotesAndBeLongerThanASocketPath() throws SQLException {
        Path awkward = directory.resolve("it's a \"data\" directory").resolve("x".repeat(120));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(awkward))) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFirstStartThatWasInterruptedIsBegunAgain(@TempDir Path interrupted) throws Exception {
        Path unfinished = Files.createDirectories(interrupted.resolve("postgres.creating-1/base"))
                .getParent();
        Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
        EmbeddedPostgres.open(in(interrupted)).stop();
        assertThat(unfinished).doesNotExist();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(interrupted))) {
            String superuser = Files.readAllLines(interrupted.resolve("postgres.passwords"))
                    .get(0);
            String maintenanceUrl = postgres.databaseUrl()
                    .replaceFirst("//.*@", "//postgres:" + superuser + "@")
                    .replaceFirst("cost_insights$", "postgres");
            try (Connection connection = connect(maintenanceUrl);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE cost_insights");
                statement.execute("ALTER ROLE cost_insights PASSWORD NULL");
            }
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(in(interrupted))) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aStoppedServerAcceptsNoConnectionsAndStoppingAgainDoesNothing() {
        EmbeddedPostgres postgres = EmbeddedPostgres.open(in(directory));

        postgres.stop();
        postgres.stop();

        assertThatThrownBy(() -> query(postgres, "SELECT 1")).isInstanceOf(SQLException.class);
    }
}

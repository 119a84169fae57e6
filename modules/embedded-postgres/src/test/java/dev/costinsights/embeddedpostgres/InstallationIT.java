package dev.costinsights.embeddedpostgres;

import static dev.costinsights.embeddedpostgres.TestDatabases.connect;
import static dev.costinsights.embeddedpostgres.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a freshly created database is set up: durable, closed to everyone else, and the same on every machine. */
class InstallationIT {

    @TempDir
    static Path directory;

    static EmbeddedPostgres postgres;

    @BeforeAll
    static void open() {
        postgres = EmbeddedPostgres.open(TestDatabases.in(directory));
    }

    @AfterAll
    static void stop() {
        postgres.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "shared_buffers, 256MB",
        "max_wal_size, 2GB",
        "checkpoint_timeout, 15min",
        "random_page_cost, 1.1",
        "jit, off",
        "wal_compression, pglz",
        "max_connections, 60",
        "listen_addresses, 127.0.0.1",
        "password_encryption, scram-sha-256",
        "log_timezone, UTC",
        "server_encoding, UTF8",
        "data_checksums, on"
    })
    void runsWithTheSetting(String name, String value) throws SQLException {
        assertThat(query(postgres, "SHOW " + name)).isEqualTo(value);
    }

    @Test
    void sortsByCodePointOnEverySystemAndKnowsUpperCaseBeyondAscii() throws SQLException {
        assertThat(
                        query(
                                postgres,
                                "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("b C.UTF-8");
        assertThat(query(postgres, "SELECT string_agg(v, '' ORDER BY v) FROM (VALUES ('é'), ('Z'), ('a')) t (v)"))
                .isEqualTo("Zaé");
        assertThat(query(postgres, "SELECT upper('é')")).isEqualTo("É");
    }

    @Test
    void theServersRoleOwnsItsDatabaseAndIsNoSuperuser() throws SQLException {
        assertThat(query(postgres, "SELECT current_user")).isEqualTo("cost_insights");
        assertThat(query(postgres, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
        assertThat(query(postgres, "SELECT has_database_privilege(current_database(), 'CREATE')"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost_insights", "postgres"})
    void nobodyLogsInWithoutThePassword(String role) {
        String guessed = postgres.databaseUrl().replaceFirst("//[^@]*@", "//" + role + ":guess@");

        assertThatThrownBy(() -> connect(guessed).close()).hasMessageContaining("password authentication failed");
    }

    @Test
    void everyWayInAsksForAPassword() throws Exception {
        assertThat(Files.readAllLines(directory.resolve("postgres/pg_hba.conf")))
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactly("host all all 127.0.0.1/32 scram-sha-256");
    }

    @Test
    void onlyTheOwnerCanReadPasswordsClusterAndLog() throws Exception {
        assertThat(permissions("postgres.passwords")).isEqualTo("rw-------");
        assertThat(permissions("postgres.log")).isEqualTo("rw-------");
        assertThat(permissions("postgres")).isEqualTo("rwx------");
    }

    @Test
    void passwordsAreInNoOtherFile() throws Exception {
        String password = URI.create(postgres.databaseUrl()).getUserInfo().split(":")[1];

        assertThat(Files.readString(directory.resolve("postgres.log"))).doesNotContain(password);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "postgres", "postgres.log", "postgres.passwords", "postgres.port", "server.lock");
        }
        assertThat(postgres.toString()).doesNotContain(password);
    }

    @Test
    void hasNoSocketFile() throws Exception {
        String socketDirectory =
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(4);

        assertThat(socketDirectory).isEmpty();
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        InetAddress other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findAny()
                .orElse(null);
        Assumptions.assumeTrue(other != null, "no other address on this machine");
        int port = URI.create(postgres.databaseUrl()).getPort();

        assertThatThrownBy(() -> new Socket(other, port).close()).isInstanceOf(ConnectException.class);
    }

    private static String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
    }
}

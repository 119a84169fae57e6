package dev.costinsights.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.platform.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeyTest {
    @TempDir
    private Path directory;

    @Test
    void theKeyIsMadeOnceAndKept() {
        byte[] first = ServerKey.load(directory.resolve("data"), null).of("access-token", "t");
        byte[] second = ServerKey.load(directory.resolve("data"), null).of("access-token", "t");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        ServerKey.load(directory, null);

        assertThat(directory).isDirectoryContaining("glob:**server.key");
        assertThat(Files.getPosixFilePermissions(directory.resolve("server.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void nodesWithOneGivenKeyAgree() {
        var given = new Secret("0123456789abcdef0123456789abcdef");

        assertThat(ServerKey.load(directory.resolve("a"), given).of("session", "s"))
                .isEqualTo(ServerKey.load(directory.resolve("b"), given).of("session", "s"));
    }

    @Test
    void furtherNodesMayBeGivenTheKeyThatTheFirstOneMade() throws IOException {
        byte[] first = ServerKey.load(directory.resolve("a"), null).of("access-token", "t");
        var content = new Secret(Files.readString(directory.resolve("a/server.key")));

        assertThat(ServerKey.load(directory.resolve("b"), content).of("access-token", "t"))
                .isEqualTo(first);
    }

    @Test
    void aShortGivenKeyIsRefused() {
        assertThatThrownBy(() -> ServerKey.load(directory, new Secret("short")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("server.key: must have 32 characters or more");
    }

    @Test
    void aHashOfOnePurposeDoesNotStandForAnother() {
        KeyedHash hash = ServerKey.load(directory, null);

        assertThat(hash.of("session", "x")).isNotEqualTo(hash.of("csrf", "x"));
    }
}

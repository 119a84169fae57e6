package dev.costinsights.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"listen_addresses", "unix_socket_directories", "port", "hba_file", "Port", "a=b", ""})
    void settingsThatTheInstallationDependsOnCantBeChanged(String name) {
        Path directory = Path.of("data");
        Map<String, String> settings = Map.of(name, "x");

        assertThatThrownBy(() -> new EmbeddedPostgres.Options(directory, directory, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": " + name);
    }

    @Test
    void aChangedSettingReplacesTheDefault() {
        assertThat(Settings.asArguments(5432, Map.of("shared_buffers", "1GB")))
                .contains("shared_buffers=1GB", "fsync=on", "port=5432")
                .doesNotContain("shared_buffers=256MB");
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    })
    void namesTheArchiveOfThePlatform(String os, String arch, String archive) {
        assertThat(Programs.archiveName(os, arch)).isEqualTo(archive);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, s390x"})
    void saysWhatToDoOnAPlatformWithoutPrograms(String os, String arch) {
        assertThatThrownBy(() -> Programs.archiveName(os, arch))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining(os)
                .hasMessageContaining("COST_INSIGHTS_DATABASE_URL");
    }
}

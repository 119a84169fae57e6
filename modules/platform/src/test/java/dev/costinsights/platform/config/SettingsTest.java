package dev.costinsights.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path directory;

    private Path yaml;
    private final Properties properties = new Properties();

    @BeforeEach
    void noFileYet() {
        yaml = directory.resolve("application.yaml");
    }

    @Test
    void nothingSetIsACompleteServer() {
        Settings settings = read(Map.of());

        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.dataDir()).isAbsolute().endsWithRaw(Path.of("data"));
        assertThat(settings.database().url()).isNull();
        assertThat(settings.roles()).isEqualTo(EnumSet.allOf(Settings.Role.class));
        assertThat(settings.aggregation().reconcileEvery()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void systemPropertiesWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Files.writeString(yaml, "http: {port: 1, host: file}\nzone: Asia/Kathmandu\n");
        properties.setProperty("cost-insights.http.port", "3");

        Settings settings = read(Map.of("COST_INSIGHTS_HTTP_PORT", "2", "COST_INSIGHTS_HTTP_HOST", "environment"));

        assertThat(settings.http().port()).isEqualTo(3);
        assertThat(settings.http().host()).isEqualTo("environment");
        assertThat(settings.zone()).hasToString("Asia/Kathmandu");
    }

    @Test
    void anEmptyVariableIsAsGoodAsNone() {
        assertThat(read(Map.of("COST_INSIGHTS_BOOTSTRAP_TOKEN", "")).bootstrap().token())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COST_INSIGHTS_HTTP_PORT | eighty | http.port: must be a whole number, not \"eighty\"",
                "COST_INSIGHTS_HTTP_PORT | 70000 | http.port: must be from 0 to 65535, not 70000",
                "COST_INSIGHTS_BOOTSTRAP_TOKEN | short | bootstrap.token: must have 16 characters or more",
                "COST_INSIGHTS_DATABASE_URL | mysql://u:p@h/d | database.url: must be a URL with a host that starts with postgresql://",
                "COST_INSIGHTS_ADMIN_EMAIL | a@example.org | admin.password: is missing; set both or neither",
                "COST_INSIGHTS_ROLES | web,cook | roles: \"cook\" is none of ingestion, aggregation, presentation, web",
                "COST_INSIGHTS_ZONE | Mars/Olympus | zone: is not a time zone: \"Mars/Olympus\"",
                "COST_INSIGHTS_LOG_LEVEL | loud | log.level: must be error, warn, info, debug or trace, not \"loud\"",
                "COST_INSIGHTS_LIMITS_REQUESTS_PER_TOKEN_PER_MINUTE | -1 | limits.requests-per-token-per-minute: must be from 0 to 1000000, not -1",
                "COST_INSIGHTS_CLUSTER_ENABLED | yes | cluster.enabled: must be true or false, not \"yes\"",
                "COST_INSIGHTS_AGGREGATION_RECONCILE_EVERY | often | aggregation.reconcile-every: must be a duration such as 5s, 2m or 1h, not \"often\"",
            })
    void aBadValueIsOneLineThatNamesItsKey(String variable, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void aMisspeltKeyInTheFileIsNoticed() throws IOException {
        Files.writeString(yaml, "http: {prot: 1}\n");

        assertThatThrownBy(() -> read(Map.of())).hasMessageStartingWith("http.prot: is not a setting");
    }

    @Test
    void aMisspeltVariableIsNoticed() {
        var sources = SettingSources.of(
                yaml,
                Map.of(
                        "COST_INSIGHTS_HTTP_PROT", "1",
                        "COST_INSIGHTS_HTTP_PORT", "2",
                        "COST_INSIGHTS_TOKEN", "t",
                        "COST_INSIGHTS_SERVICE_HOST", "10.0.0.1",
                        "HOME", "/"),
                properties);
        Settings.read(sources);

        assertThat(sources.unknownVariables()).containsExactly("COST_INSIGHTS_HTTP_PROT");
    }

    @Test
    void aFileThatIsNotYamlIsNoticed() throws IOException {
        Files.writeString(yaml, "http: {port: 1\n");

        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not YAML");
    }

    @Test
    void secretsDontShowUpInText() {
        Settings settings = read(Map.of(
                "COST_INSIGHTS_BOOTSTRAP_TOKEN", "a-very-secret-token",
                "COST_INSIGHTS_DATABASE_URL", "postgresql://u:hunter22@h/d"));

        assertThat(settings.toString()).doesNotContain("a-very-secret-token").doesNotContain("hunter22");
    }

    @Test
    void theShippedFileNamesOnlyRealSettings() {
        Path shipped = Path.of("../../config/application.yaml");
        assertThat(shipped).exists();

        assertThat(Settings.read(SettingSources.of(shipped, Map.of(), properties)))
                .isEqualTo(read(Map.of()));
    }

    private Settings read(Map<String, String> environment) {
        return Settings.read(SettingSources.of(yaml, environment, properties));
    }
}

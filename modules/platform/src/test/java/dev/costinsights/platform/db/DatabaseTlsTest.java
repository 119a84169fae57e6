package dev.costinsights.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.PemTrustOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTlsTest {
    private static DatabaseUrl url(String parameters) {
        return DatabaseUrl.parse("postgresql://u:p@db.internal/d?" + parameters);
    }

    @Test
    void verifyFullTrustsWhatJavaTrustsAndChecksTheName() {
        var options = DatabaseTls.of(url("sslmode=verify-full"));

        assertThat(options.isTrustAll()).isFalse();
        assertThat(options.getTrustOptions()).isNotNull();
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void verifyCaTrustsTheGivenCertificatesWhateverTheName() {
        var options = DatabaseTls.of(url("sslmode=verify-ca&sslrootcert=%2Fetc%2Fca.pem"));

        assertThat(options.isTrustAll()).isFalse();
        assertThat(options.getTrustOptions())
                .isInstanceOfSatisfying(
                        PemTrustOptions.class,
                        pem -> assertThat(pem.getCertPaths()).containsExactly("/etc/ca.pem"));
        assertThat(options.getHostnameVerificationAlgorithm()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer", "require"})
    void otherModesEncryptWithoutVerifying(String mode) {
        assertThat(DatabaseTls.of(url("sslmode=" + mode)).isTrustAll()).isTrue();
    }
}

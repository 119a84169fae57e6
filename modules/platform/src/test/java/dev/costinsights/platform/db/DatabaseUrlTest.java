package dev.costinsights.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void everyPartIsRead() {
        DatabaseUrl url =
                DatabaseUrl.parse("postgresql://cost%20user:p%40ss%2Fw+rd@db.internal:6432/costs?sslmode=verify-full");

        assertThat(url.host()).isEqualTo("db.internal");
        assertThat(url.port()).isEqualTo(6432);
        assertThat(url.database()).isEqualTo("costs");
        assertThat(url.user()).isEqualTo("cost user");
        assertThat(url.password().value()).isEqualTo("p@ss/w+rd");
        assertThat(url.sslMode()).isEqualTo("verify-full");
    }

    @Test
    void portAndSslModeHaveDefaults() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://u:p@localhost/d");

        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.sslMode()).isEqualTo("prefer");
    }

    @Test
    void anUnknownSslModeIsNamed() {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://u:secret@localhost/d?sslmode=on"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sslmode must be one of disable, ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgresql://localhost/d", "postgresql://u:secret@localhost", "postgresql://u:secret@localhost/"
            })
    void aMissingPartIsNamedWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}

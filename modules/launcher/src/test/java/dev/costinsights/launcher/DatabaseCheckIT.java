package dev.costinsights.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.config.ConfigurationException;
import dev.costinsights.platform.db.DatabaseCheck;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.testkit.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseCheckIT {
    private final DatabaseUrl good = TestPostgres.newDatabase();

    @Test
    void aDatabaseThatAnswersIsUsable() {
        assertThatCode(() -> DatabaseCheck.awaitUsable(good, Duration.ZERO)).doesNotThrowAnyException();
    }

    @Test
    void aWrongPasswordIsNamedAtOnceAndNotRepeated() {
        var wrong = new DatabaseUrl(
                good.host(), good.port(), good.database(), good.user(), new Secret("hunter22"), good.sslMode(), null);

        assertThatThrownBy(() -> DatabaseCheck.awaitUsable(wrong, Duration.ofMinutes(5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageNotContaining("hunter22");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() throws Exception {
        var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = unused.getLocalPort();
        unused.close();
        var absent = new DatabaseUrl("127.0.0.1", port, "d", "u", new Secret("p"), "prefer", null);

        assertThatThrownBy(() -> DatabaseCheck.awaitUsable(absent, Duration.ofMillis(600)))
                .isInstanceOfSatisfying(ContractException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(failure.detail()).startsWith("The database at 127.0.0.1:" + port + " can't be reached");
                });
    }
}

package dev.costinsights.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.platform.config.SettingSources;
import dev.costinsights.platform.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenPortTest {
    @TempDir
    private Path directory;

    @Test
    void aTakenPortIsSaidBeforeAnythingIsMade() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = directory.resolve("data");
            Settings settings = Settings.read(SettingSources.of(
                    directory.resolve("none.yaml"),
                    Map.of(
                            "COST_INSIGHTS_HTTP_PORT", Integer.toString(taken.getLocalPort()),
                            "COST_INSIGHTS_DATA_DIR", data.toString()),
                    new Properties()));

            assertThatThrownBy(() -> Server.start(settings))
                    .isInstanceOf(ContractException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " of 127.0.0.1 can't be listened on");
            assertThat(data).doesNotExist();
        }
    }
}

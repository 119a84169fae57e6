package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A new organization looks around in sample data, and none of them are ever among its own numbers. */
class SampleDataIT {
    private static final Duration LOADED = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void sampleDataLieBesideTheReadersOwn() throws IOException {
        Workspace workspace = Workspace.of(SampleDataIT.class, "sample");
        try (ServerProcess server = Launch.in(workspace).startReady();
                Browser browser = Browser.open()) {
            browser.look(1280, "light");
            browser.visit(server.signInLink());
            browser.link("Look around in sample data").click();

            // Loaded with a progress that the page shows by itself
            browser.find("form[action='/settings/sample-data'] button").click();
            await("the data")
                    .atMost(LOADED)
                    .until(() ->
                            !browser.findAll("form[action$='/open'] button").isEmpty());
            browser.find("form[action$='/open'] button").click();
            await("the sample's overview")
                    .atMost(SOON)
                    .until(() -> browser.address().getPath().equals("/overview"));
            assertThat(browser.text()).contains("Sample data. Nothing here is real", "What changed");
            assertThat(browser.text("#total")).contains("$").isNotEqualTo("$0.00");

            // Out again
            browser.find("form.away button").click();
            await("the way back")
                    .atMost(SOON)
                    .until(() -> browser.address().getPath().equals("/settings/sample-data"));
            browser.visit(server.uri().resolve("/costs"));
            assertThat(browser.text()).contains("Send one event");
            assertThat(server.wire().metrics(Question.everything()).totals().get("costs"))
                    .isZero();
            assertThat(browser.complaints()).isEmpty();
        } finally {
            workspace.deleteData();
        }
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readable description in a real browser: anybody can read all of it, at any width, light or dark. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsIT {
    private final Workspace workspace = Workspace.of(DocsIT.class, "page");
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = Launch.in(workspace).startReady();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "390, dark", "320, light"})
    void can_be_read(int width, String scheme) throws IOException {
        URI page = server.uri().resolve("v1/docs");
        try (Browser browser = Browser.withoutJavaScript()) {
            browser.look(width, scheme);
            browser.visit(page);
            assertThat(browser.find("h1").getText()).isEqualTo("Cost Insights API");
            assertThat(browser.findAll("article[id]"))
                    .hasSizeGreaterThan(OpenApi.of(server.wire()).operations().size());
            assertThat(browser.find("pre").getText()).contains("curl " + server.uri() + "v1/");
            assertThat(browser.complaints()).isEmpty();
        }
        try (Browser browser = Browser.open()) {
            browser.look(width, scheme);
            browser.visit(page);
            assertThat(browser.scrollsSideways()).isFalse();
            browser.screenshot("docs-" + scheme + "-" + width);
            assertThat(browser.accessibilityViolations(width)).isEmpty();
        }
    }
}

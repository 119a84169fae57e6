package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.acceptance.PageCheck.Look;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of the dashboard in a real browser, on the demo year and on an organization without anything: nothing
 * complains, no rule of accessibility is broken in light or dark, wide or narrow, it works without JavaScript, and its
 * figures are the API's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
    private static final List<PageCheck> PAGES = List.of(
            new OverviewCheck(),
            new CostsCheck(),
            new EventNameCheck(),
            new EventsCheck(),
            new EventCheck(),
            new CustomersCheck(),
            new CustomerCheck(),
            new ProductsCheck(),
            new MetricsCheck(),
            new DefinitionsCheck(),
            new SettingsCheck(),
            new IntakeCheck());

    private final Workspace fullPlace = Workspace.of(DashboardIT.class, "demo");
    private final Workspace emptyPlace = Workspace.of(DashboardIT.class, "empty");
    private ServerProcess full;
    private ServerProcess empty;
    private Demo demo;
    private Browser browser;
    private Browser plain;
    private Browser emptyBrowser;

    @BeforeAll
    void start() {
        full = Launch.in(fullPlace).startReady();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Launch.in(fullPlace)
                .run("demo", "--url", full.uri().toString(), "--events", "20000", "--today", today.toString())
                .succeeded();
        demo = new Demo(full.uri(), full.wire(), today);
        // On a busy machine the totals need longer than one question waits for them.
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        demo.get("v1/metrics/?interval=day&timezone=UTC&start_date=" + today + "&end_date=" + today));
        browser = Browser.open();
        browser.look(1280, "light");
        browser.visit(full.signInLink());
        plain = Browser.withoutJavaScript();
        plain.look(390, "light");
        // A link signs in once; the session itself can be shared.
        plain.visit(demo.at("/sign-in"));
        plain.giveCookie("ci_session", browser.cookie("ci_session"));
        empty = Launch.in(emptyPlace).startReady();
        emptyBrowser = Browser.open();
        emptyBrowser.visit(empty.signInLink());
    }

    @AfterAll
    void stop() throws IOException {
        for (AutoCloseable opened : new AutoCloseable[] {browser, plain, emptyBrowser, full, empty}) {
            closeQuietly(opened);
        }
        fullPlace.deleteData();
        emptyPlace.deleteData();
    }

    static Stream<Arguments> pages() {
        return PAGES.stream().map(page -> Arguments.of(page.name(), page));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void itLooksRightOnTheDemoYear(String name, PageCheck page) {
        var looks = new Looks(browser);
        for (Look look : page.looks(demo)) {
            String picture = look.name().isEmpty() ? name : name + "-" + look.name();
            URI address = demo.at(look.address());
            looks.examine(picture, () -> browser.visit(address));
            assertThat(browser.text("h1")).as(look.address()).isNotBlank();
        }
        looks.assertNothingFound();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void itLooksRightWithoutAnything(String name, PageCheck page) {
        var looks = new Looks(emptyBrowser);
        looks.examineTwice(
                "empty-" + name,
                page.emptyStatus(),
                () -> emptyBrowser.visit(empty.uri().resolve(page.emptyAddress())));
        looks.assertNothingFound();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void itWorksWithoutJavaScript(String name, PageCheck page) {
        for (Look look : page.looks(demo)) {
            plain.visit(demo.at(look.address()));
            assertThat(plain.text("h1")).as(look.address()).isNotBlank();
            assertThat(plain.text("main")).as(look.address()).doesNotContain("can't be shown right now");
            assertThat(plain.complaints()).as(look.address()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void itsFiguresAreTheApis(String name, PageCheck page) {
        browser.look(1280, "light");
        page.figures(browser, demo);
    }

    private static void closeQuietly(AutoCloseable opened) {
        if (opened == null) {
            return;
        }
        try {
            opened.close();
        } catch (Exception e) {
            throw new AssertionError(opened + " can't be closed", e);
        }
    }
}

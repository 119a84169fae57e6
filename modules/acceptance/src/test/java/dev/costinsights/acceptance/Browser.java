package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a profile of its own. What its console complains about is kept until asked for. */
final class Browser implements AutoCloseable {
    /** The rules of WCAG 2.0 to 2.2, levels A and AA. */
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private static final String AXE = resource("/axe.min.js");

    /** Says at each start that this Chromium is newer than Selenium; nothing here depends on that. Loggers are held weakly. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final ChromeDriver driver;

    static {
        VERSIONS.setLevel(Level.SEVERE);
    }

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        return open(true);
    }

    static Browser withoutJavaScript() {
        return open(false);
    }

    private static Browser open(boolean javaScript) {
        assumeFalse(
                System.getProperty("cost-insights.browser", "chromium").equals("none"),
                "left out by -Dcost-insights.browser=none");
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium-browser", "google-chrome"));
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        if (!javaScript) {
            options.setExperimentalOption("prefs", Map.of("profile.default_content_setting_values.javascript", 2));
        }
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                .usingAnyFreePort()
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(20));
        // The rules of accessibility take long on the page that describes every operation.
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        return new Browser(driver);
    }

    /** How the page is looked at. */
    void look(int width, String colorScheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
        resize(width, 900);
    }

    private void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void visit(URI page) {
        driver.get(page.toString());
    }

    URI address() {
        return URI.create(Objects.requireNonNull(driver.getCurrentUrl()));
    }

    String text() {
        return text("body");
    }

    /** What a reader sees of the first match, empty when there is none; safe while the page changes. */
    String text(String css) {
        return script("return document.querySelector(arguments[0])?.innerText ?? ''", css)
                .toString();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> findAll(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement link(String text) {
        return driver.findElement(By.linkText(text));
    }

    /** The value of a cookie of this page. */
    String cookie(String name) {
        return Objects.requireNonNull(driver.manage().getCookieNamed(name), name)
                .getValue();
    }

    /** Sets a cookie of the page that is shown. */
    void giveCookie(String name, String value) {
        driver.manage().addCookie(new Cookie(name, value, "/"));
    }

    /** All digits of the amount that the first match shows, in cents. */
    BigDecimal amountCents(String css) {
        return new BigDecimal(Objects.requireNonNull(find(css).getDomAttribute("value"), css)).movePointRight(2);
    }

    void reload() {
        driver.navigate().refresh();
    }

    void back() {
        driver.navigate().back();
    }

    Object script(String script, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    /** What the console said that a careful page never causes: errors, failed loads, refusals of the security policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** Each broken accessibility rule with the elements that break it, on a viewport as tall as the page. */
    List<String> accessibilityViolations(int width) {
        Number height = (Number) script("return document.documentElement.scrollHeight");
        resize(width, Math.max(900, height.intValue()));
        driver.executeScript(AXE);
        Object violations = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}}).then(
                    result => done(result.violations.map(violation => violation.id + ': '
                        + violation.nodes.map(node => node.target.join(' ') + ' (' + node.failureSummary + ')').join('; '))),
                    failure => done(['axe failed: ' + failure]));
                """, RULES);
        resize(width, 900);
        return ((List<?>) Objects.requireNonNull(violations))
                .stream().map(String::valueOf).toList();
    }

    boolean scrollsSideways() {
        return (Boolean) script("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    void screenshot(String name) {
        Path folder = Path.of(System.getProperty("cost-insights.screenshots", "target/screenshots"));
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static File program(String... names) {
        List<File> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .toList();
        assertThat(found)
                .as(
                        "%s on the PATH (Debian: apt-get install chromium chromium-driver);"
                                + " -Dcost-insights.browser=none leaves the browser's tests out",
                        names[0])
                .isNotEmpty();
        return found.get(0);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

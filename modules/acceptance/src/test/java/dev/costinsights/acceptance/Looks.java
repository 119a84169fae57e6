package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Looks at pages in light and dark, wide and narrow, keeps a picture of each, and collects what is wrong with them. */
final class Looks {
    private final Browser browser;
    private final List<String> violations = new ArrayList<>();

    Looks(Browser browser) {
        this.browser = browser;
    }

    /** @param open brings the browser to the page; done anew for each look */
    void examine(String name, Runnable open) {
        examine(name, 200, open);
    }

    /** @param status of the page itself; Chromium's console reports one that is a refusal */
    void examine(String name, int status, Runnable open) {
        for (String colorScheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                look(name, colorScheme, width, status, open);
            }
        }
    }

    /** Wide in light and narrow in dark: enough where little is shown. */
    void examineTwice(String name, Runnable open) {
        examineTwice(name, 200, open);
    }

    /** @see #examine(String, int, Runnable) */
    void examineTwice(String name, int status, Runnable open) {
        look(name, "light", 1280, status, open);
        look(name, "dark", 390, status, open);
    }

    private void look(String name, String colorScheme, int width, int status, Runnable open) {
        String where = "%s-%d-%s".formatted(name, width, colorScheme);
        browser.look(width, colorScheme);
        open.run();
        browser.screenshot(where);
        browser.accessibilityViolations(width).forEach(violation -> violations.add(where + ": " + violation));
        if (browser.scrollsSideways()) {
            violations.add(where + ": the page scrolls sideways");
        }
        browser.complaints().stream()
                .filter(complaint -> status < 400 || !complaint.contains(Integer.toString(status)))
                .forEach(complaint -> violations.add(where + ": " + complaint));
    }

    void assertNothingFound() {
        assertThat(violations).isEmpty();
    }
}

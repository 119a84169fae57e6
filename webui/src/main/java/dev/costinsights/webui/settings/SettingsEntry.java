package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.webui.page.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The pages of the settings, in the order in which their navigation shows them. */
public enum SettingsEntry {
    ORGANIZATION("/settings", "Organization", Role.VIEWER),
    PEOPLE("/settings/people", "People", Role.OWNER),
    TOKENS("/settings/tokens", "Access tokens", Role.VIEWER),
    WEBHOOKS("/settings/webhooks", "Webhooks", Role.VIEWER),
    IMPORTS("/settings/imports", "Imports", Role.VIEWER),
    SAMPLE_DATA("/settings/sample-data", "Sample data", Role.VIEWER),
    ACCOUNT("/settings/account", "Your account", Role.VIEWER);

    private final String path;
    private final String label;
    private final Role least;

    SettingsEntry(String path, String label, Role least) {
        this.path = path;
        this.label = label;
        this.least = least;
    }

    /** Where the page is. */
    public String path() {
        return path;
    }

    /** Its name in the navigation. */
    public String label() {
        return label;
    }

    /** The role that suffices to see it. */
    public Role least() {
        return least;
    }

    /** The navigation as someone in this role sees it on this page. */
    List<Link> links(Role role) {
        return Arrays.stream(values())
                .filter(entry -> role.mayAs(entry.least))
                .map(entry -> new Link(
                        "settings-" + entry.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        entry.path,
                        entry.label,
                        entry == this))
                .toList();
    }
}

package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.OrganizationPage;
import dev.costinsights.contracts.accounts.SessionPrincipal;

/** Turns an organization into its page. */
final class OrganizationPages {

    private OrganizationPages() {}

    static OrganizationSettingsPage page(SessionPrincipal reader, OrganizationPage found) {
        String slug = found.items().stream().findFirst().map(Organization::slug).orElse("–");
        return new OrganizationSettingsPage(
                reader.organizationName(), slug, reader.zone().getId());
    }
}

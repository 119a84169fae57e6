package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.openqa.selenium.Keys;

/** The settings: organization, people, access tokens and the reader's account. */
final class SettingsCheck implements PageCheck {
    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                new Look("organization", "/settings"),
                new Look("people", "/settings/people"),
                new Look("tokens", "/settings/tokens"),
                new Look("account", "/settings/account"));
    }

    @Override
    public String emptyAddress() {
        return "/settings/people";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        JsonNode organization = demo.get("v1/organizations/").at("/items/0");
        browser.visit(demo.at("/settings"));
        assertThat(browser.find("#name").getDomProperty("value"))
                .isEqualTo(organization.required("name").textValue());
        assertThat(browser.text("#slug"))
                .isEqualTo(organization.required("slug").textValue());
        assertThat(browser.find("#zone").getDomProperty("value")).isEqualTo("UTC");

        browser.visit(demo.at("/settings/tokens"));
        assertThat(browser.findAll("main tbody tr"))
                .hasSize(demo.get("v1/organization-access-tokens/")
                        .at("/pagination/total_count")
                        .intValue());

        browser.visit(demo.at("/settings/people"));
        browser.find("#email").sendKeys("ada@example.com");
        browser.find("form[action$=invite] button").sendKeys(Keys.ENTER);
        String link = browser.text("#link").strip();
        assertThat(link).startsWith(demo.at("/invitation?code=").toString());
        browser.reload();
        assertThat(browser.text()).contains("ada@example.com").doesNotContain(link);
    }
}

package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.OrganizationPage;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.webui.page.FormField;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.Ranges;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of the organization as its template reads it: all text is final.
 *
 * @param notice what the form just did, or null
 * @param slug its name in addresses and commands
 * @param range the default range in words
 * @param form null for who may not change it
 */
public record OrganizationSettings(
        @Nullable String notice,
        String name,
        String slug,
        String zone,
        String range,
        @Nullable Form form) {

    /**
     * The form.
     *
     * @param zones every zone that is offered
     */
    public record Form(
            FormField name,
            FormField zone,
            List<String> zones,
            List<Choice> ranges,
            @Nullable String rangeProblem) {}

    /** A default range to choose. */
    public record Choice(String name, String label, boolean chosen) {}

    static OrganizationSettings of(
            SessionPrincipal reader, OrganizationPage found, @Nullable OrganizationForm form, @Nullable String notice) {
        String slug = found.items().stream().findFirst().map(Organization::slug).orElse("–");
        return new OrganizationSettings(
                notice,
                reader.organizationName(),
                slug,
                reader.zone().getId(),
                "Last " + Ranges.words(reader.defaultRange()),
                form == null ? null : form(form));
    }

    private static Form form(OrganizationForm form) {
        @Nullable String name = form.problems().get(OrganizationForm.NAME);
        @Nullable String zone = form.problems().get(OrganizationForm.ZONE);
        return new Form(
                new FormField(form.name(), name, name != null),
                new FormField(form.zone(), zone, zone != null && name == null),
                Controls.ZONES,
                Arrays.stream(DefaultRange.values())
                        .map(range -> new Choice(
                                range.wireName(),
                                "Last " + Ranges.words(range),
                                range.wireName().equals(form.range())))
                        .toList(),
                form.problems().get(OrganizationForm.RANGE));
    }
}

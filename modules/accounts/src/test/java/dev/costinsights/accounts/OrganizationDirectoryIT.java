package dev.costinsights.accounts;

import static dev.costinsights.accounts.Installation.NOTHING_CONFIGURED;
import static dev.costinsights.accounts.Installation.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.OrganizationPage;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganizationDirectoryIT {
    private final Installation installation = new Installation();

    @BeforeEach
    void start() {
        installation.start(NOTHING_CONFIGURED);
        installation.serve(1_000);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void theOldestOrganizationIsFirstInTheList() {
        installation.clock.advance(Duration.ofSeconds(1));
        Organization acme = create(" Acme, Inc. ", null);
        installation.clock.advance(Duration.ofSeconds(1));
        Organization zoo = create("Zoo", "the-zoo");

        assertThat(acme.name()).isEqualTo("Acme, Inc.");
        assertThat(acme.slug()).isEqualTo("acme-inc");
        assertThat(acme.createdAt()).isEqualTo(installation.clock.instant().minusSeconds(1));
        assertThat(zoo.slug()).isEqualTo("the-zoo");

        OrganizationPage all = list(null, 0, 10);
        assertThat(all.items()).extracting(Organization::slug).containsExactly("default", "acme-inc", "the-zoo");
        assertThat(all.items().get(0).id()).isEqualTo(Organizations.DEFAULT_ID);
        assertThat(all.totalCount()).isEqualTo(3);
        assertThat(list(null, 1, 1)).isEqualTo(new OrganizationPage(List.of(acme), 3));
        assertThat(list(zoo.id(), 0, 10)).isEqualTo(new OrganizationPage(List.of(zoo), 1));
    }

    @Test
    void aNewOrganizationHasTheZoneOfTheServer() {
        create("Acme", null);

        assertThat(installation.rows("select zone from accounts.organizations where slug = 'acme'"))
                .containsExactly(Installation.ZONE.getId());
    }

    @Test
    void twoOrganizationsOfOneNameHaveTwoSlugs() {
        Organization first = create("Acme", null);
        Organization second = create("Acme", null);

        assertThat(first.slug()).isEqualTo("acme");
        assertThat(second.slug()).isEqualTo("acme-" + second.id().toString().substring(0, 8));
    }

    @Test
    void aSlugThatIsTakenIsRefused() {
        assertThat(refusal("Another", "default"))
                .containsExactly(
                        new FieldError(null, "slug", "value_error", "An organization with this slug already exists."));
    }

    @Test
    void eachFieldThatBreaksARuleIsNamedOnce() {
        assertThat(refusal(" \n ", "-")).extracting(FieldError::field).containsExactly("name", "slug");
        assertThat(refusal("x".repeat(201), null)).extracting(FieldError::type).containsExactly("string_too_long");
        assertThat(refusal("two\nlines", "ok-1")).extracting(FieldError::type).containsExactly("value_error");
    }

    private Organization create(String name, @Nullable String slug) {
        return await(Channels.CREATE_ORGANIZATION.ask(installation.vertx, new CreateOrganization(name, slug)));
    }

    private List<FieldError> refusal(String name, @Nullable String slug) {
        var failure = catchThrowableOfType(ContractException.class, () -> create(name, slug));
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID);
        return failure.fieldErrors();
    }

    private OrganizationPage list(@Nullable UUID id, long offset, int limit) {
        return await(Channels.LIST_ORGANIZATIONS.ask(installation.vertx, new ListOrganizations(id, offset, limit)));
    }
}

package dev.costinsights.accounts;

import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.OrganizationPage;
import dev.costinsights.contracts.accounts.UpdateOrganization;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists organizations, makes new ones and changes what is kept about one. */
final class OrganizationDirectory {
    private static final int LONGEST_NAME = 200;
    private static final Supplier<Future<Organization>> SLUG_TAKEN = () -> refused(
            List.of(new FieldError(null, "slug", "value_error", "An organization with this slug already exists.")));

    private final OrganizationStore store;
    private final ZoneId zone;
    private final Clock clock;

    /** @param zone of organizations that are made here */
    OrganizationDirectory(OrganizationStore store, ZoneId zone, Clock clock) {
        this.store = store;
        this.zone = zone;
        this.clock = clock;
    }

    Future<OrganizationPage> list(ListOrganizations question) {
        return store.list(question)
                .compose(items ->
                        store.count(question.organizationId()).map(total -> new OrganizationPage(items, total)))
                .recover(PgErrors::failed);
    }

    Future<Organization> create(CreateOrganization wish) {
        List<FieldError> errors = check(wish);
        if (!errors.isEmpty()) {
            return refused(errors);
        }
        UUID id = UUID.randomUUID();
        String name = wish.name().strip();
        Future<Organization> organization = wish.slug() == null
                // Two organizations may have one name; the later one's slug then ends with a part of its id.
                ? create(id, name, Slugs.of(name), () -> create(id, name, Slugs.of(name, id), SLUG_TAKEN))
                : create(id, name, wish.slug(), SLUG_TAKEN);
        return organization.recover(PgErrors::failed);
    }

    Future<Organization> update(UpdateOrganization wish) {
        FieldError name = checkName(wish.name());
        if (name != null) {
            return Future.failedFuture(
                    new ContractException(ErrorCode.INVALID, "The organization can't be changed so.", List.of(name)));
        }
        var stripped =
                new UpdateOrganization(wish.organizationId(), wish.name().strip(), wish.zone(), wish.defaultRange());
        return store.update(stripped, now())
                .recover(PgErrors::failed)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                new ContractException(ErrorCode.NOT_FOUND, "There is no such organization."))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Future<Organization> create(UUID id, String name, String slug, Supplier<Future<Organization>> whenTaken) {
        var organization = new Organization(id, name, slug, now(), null);
        return store.create(organization, zone)
                .compose(created -> created ? Future.succeededFuture(organization) : whenTaken.get());
    }

    private static Future<Organization> refused(List<FieldError> errors) {
        return Future.failedFuture(new ContractException(ErrorCode.INVALID, "The organization can't be made.", errors));
    }

    private static List<FieldError> check(CreateOrganization wish) {
        List<FieldError> errors = new ArrayList<>();
        FieldError name = checkName(wish.name());
        if (name != null) {
            errors.add(name);
        }
        if (wish.slug() != null && !Slugs.isSlug(wish.slug())) {
            errors.add(new FieldError(null, "slug", "string_pattern_mismatch", Slugs.RULE));
        }
        return errors;
    }

    private static @Nullable FieldError checkName(String name) {
        return Texts.line("name", name, LONGEST_NAME, "Say what the organization is called.");
    }
}

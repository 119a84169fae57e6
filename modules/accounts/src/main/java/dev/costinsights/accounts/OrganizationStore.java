package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.instant;
import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.UpdateOrganization;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Organizations in {@code accounts.organizations}. */
final class OrganizationStore {
    static final Statement CREATE = new Statement("""
            insert into accounts.organizations (id, name, slug, zone, created_at)
            values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """);

    static final Statement LOCK = new Statement("""
            select id
            from accounts.organizations
            where id = $1
            for update
            """);

    static final Statement LIST = new Statement("""
            select id, name, slug, created_at, modified_at
            from accounts.organizations
            where ($1::uuid is null and sample_of is null) or id = $1
            order by created_at, id
            offset $2 limit $3
            """);

    static final Statement UPDATE = new Statement("""
            update accounts.organizations
            set name = $2, zone = $3, default_range = $4, modified_at = $5
            where id = $1
            returning id, name, slug, created_at, modified_at
            """);

    static final Statement COUNT = new Statement("""
            select count(*) as organizations
            from accounts.organizations
            where ($1::uuid is null and sample_of is null) or id = $1
            """);

    static final Statement FIND_BY_SLUG = new Statement("""
            select id, name, slug, created_at, modified_at
            from accounts.organizations
            where slug = $1
            """);

    private final SqlClient client;

    OrganizationStore(SqlClient client) {
        this.client = client;
    }

    /**
     * Creates the organization unless one has its id or its slug, which then stays as it is.
     *
     * @return whether it was created
     */
    Future<Boolean> create(Organization organization, ZoneId zone) {
        return client.preparedQuery(CREATE.sql())
                .execute(Tuple.of(
                        organization.id(),
                        organization.name(),
                        organization.slug(),
                        zone.getId(),
                        utc(organization.createdAt())))
                .map(result -> result.rowCount() == 1);
    }

    /** @return the organization as it is now; empty when there is none */
    Future<Optional<Organization>> update(UpdateOrganization wish, Instant now) {
        return client.preparedQuery(UPDATE.sql())
                .mapping(OrganizationStore::organization)
                .execute(Tuple.of(
                        wish.organizationId(),
                        wish.name(),
                        wish.zone().getId(),
                        wish.defaultRange().wireName(),
                        utc(now)))
                .map(rows -> rows.stream().findFirst());
    }

    /** Lets one transaction at a time go on for this organization. */
    Future<Void> lock(UUID id) {
        return client.preparedQuery(LOCK.sql()).execute(Tuple.of(id)).mapEmpty();
    }

    Future<List<Organization>> list(ListOrganizations question) {
        return client.preparedQuery(LIST.sql())
                .mapping(OrganizationStore::organization)
                .execute(Tuple.of(question.organizationId(), question.offset(), question.limit()))
                .map(rows -> rows.stream().toList());
    }

    /** @param id the only one to count; null means all */
    Future<Long> count(@Nullable UUID id) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getLong("organizations"));
    }

    Future<Optional<Organization>> findBySlug(String slug) {
        return client.preparedQuery(FIND_BY_SLUG.sql())
                .mapping(OrganizationStore::organization)
                .execute(Tuple.of(slug))
                .map(rows -> rows.stream().findFirst());
    }

    private static Organization organization(Row row) {
        return new Organization(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("slug"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "modified_at"));
    }
}

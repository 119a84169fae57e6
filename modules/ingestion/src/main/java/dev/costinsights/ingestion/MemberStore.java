package dev.costinsights.ingestion;

import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Writes {@code log.members}. Whoever writes those of a customer has locked the customer before. */
final class MemberStore {
    static final Statement INSERT = new Statement("""
            INSERT INTO log.members (
                organization_id, id, customer_id, external_id, email, name, role, created_at, modified_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);

    static final Statement UPDATE = new Statement("""
            UPDATE log.members
            SET external_id = $4, email = $5, name = $6, role = $7, created_at = $8, modified_at = $9
            WHERE organization_id = $1 AND id = $2 AND customer_id = $3
            """);

    static final Statement LIST = new Statement("""
            SELECT organization_id, id, customer_id, external_id, email, name, role, created_at, modified_at
            FROM log.members
            WHERE organization_id = $1 AND customer_id = $2 AND deleted_at IS NULL
            ORDER BY created_at, id
            """);

    static final Statement DELETE = new Statement("""
            UPDATE log.members SET deleted_at = $4
            WHERE organization_id = $1 AND customer_id = $2 AND id = $3
            """);

    static final Statement DELETE_ALL = new Statement("""
            UPDATE log.members
            SET deleted_at = coalesce(deleted_at, $3),
                email = CASE WHEN $4 THEN id::text || '@anonymized.invalid' ELSE email END,
                name = CASE WHEN $4 THEN NULL ELSE name END,
                external_id = CASE WHEN $4 THEN NULL ELSE external_id END
            WHERE organization_id = $1 AND customer_id = $2 AND ($4 OR deleted_at IS NULL)
            """);

    private MemberStore() {}

    static Future<Void> insert(SqlClient client, Member member) {
        return client.preparedQuery(INSERT.sql())
                .execute(CustomerRows.parameters(member))
                .mapEmpty();
    }

    static Future<Void> update(SqlClient client, Member member) {
        return client.preparedQuery(UPDATE.sql())
                .execute(CustomerRows.parameters(member))
                .mapEmpty();
    }

    /** Those that are not deleted, the oldest first. */
    static Future<List<Member>> list(SqlClient client, Customer customer) {
        return client.preparedQuery(LIST.sql())
                .mapping(CustomerRows::member)
                .execute(Tuple.of(customer.organizationId(), customer.id()))
                .map(rows -> rows.stream().toList());
    }

    static Future<Void> delete(SqlClient client, Member member, Instant now) {
        return client.preparedQuery(DELETE.sql())
                .execute(Tuple.of(member.organizationId(), member.customerId(), member.id(), CustomerRows.utc(now)))
                .mapEmpty();
    }

    /** @param anonymize whether to forget the people, also those who were deleted before */
    static Future<Void> deleteAll(SqlClient client, Customer customer, Instant now, boolean anonymize) {
        return client.preparedQuery(DELETE_ALL.sql())
                .execute(Tuple.of(customer.organizationId(), customer.id(), CustomerRows.utc(now), anonymize))
                .mapEmpty();
    }
}

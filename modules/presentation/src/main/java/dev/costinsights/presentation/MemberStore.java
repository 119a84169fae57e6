package dev.costinsights.presentation;

import dev.costinsights.contracts.customers.GetMember;
import dev.costinsights.contracts.customers.ListMembers;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads members of registered customers, neither deleted.
 *
 * <p>Parameters: $1 organization; $2 and $3 the customer's id and external id, either of which may be null.
 */
final class MemberStore {
    static final Statement GET = new Statement("""
            select m.organization_id, m.id, m.customer_id, m.external_id, m.email, m.name, m.role, m.created_at,
                   m.modified_at
            from log.members m
            join log.customers c on c.organization_id = m.organization_id and c.id = m.customer_id
            where m.organization_id = $1 and m.deleted_at is null and c.deleted_at is null
              and ($2::uuid is null or m.customer_id = $2)
              and ($3::text is null
                   or c.external_digest
                      = encode(substring(sha256(convert_to('e' || $3, 'UTF8')) for 16), 'hex')::uuid)
              and ($4::uuid is null or m.id = $4) and ($5::text is null or m.external_id = $5)
            """);

    static final Statement LIST = new Statement("""
            select m.organization_id, m.id, m.customer_id, m.external_id, m.email, m.name, m.role, m.created_at,
                   m.modified_at
            from log.members m
            join log.customers c on c.organization_id = m.organization_id and c.id = m.customer_id
            where m.organization_id = $1 and m.deleted_at is null and c.deleted_at is null
              and ($2::uuid is null or m.customer_id = $2)
              and ($3::text is null
                   or c.external_digest
                      = encode(substring(sha256(convert_to('e' || $3, 'UTF8')) for 16), 'hex')::uuid)
              and ($4::text is null or m.role = $4)
            order by case when $5 then m.created_at end desc, m.created_at, m.id
            offset $6 limit $7
            """);

    static final Statement COUNT = new Statement("""
            select count(*) as members
            from log.members m
            join log.customers c on c.organization_id = m.organization_id and c.id = m.customer_id
            where m.organization_id = $1 and m.deleted_at is null and c.deleted_at is null
              and ($2::uuid is null or m.customer_id = $2)
              and ($3::text is null
                   or c.external_digest
                      = encode(substring(sha256(convert_to('e' || $3, 'UTF8')) for 16), 'hex')::uuid)
              and ($4::text is null or m.role = $4)
            """);

    private MemberStore() {}

    static Future<Optional<Member>> get(SqlClient client, GetMember question) {
        Tuple parameters = Tuple.of(
                question.organizationId(),
                question.customer().id(),
                question.customer().externalId(),
                question.member().id(),
                question.member().externalId());
        return client.preparedQuery(GET.sql())
                .mapping(MemberStore::member)
                .execute(parameters)
                .map(rows -> rows.stream().findFirst());
    }

    static Future<List<Member>> list(SqlClient client, ListMembers question) {
        Tuple parameters = filters(question)
                .addBoolean(question.newestFirst())
                .addLong(question.offset())
                .addInteger(question.limit());
        return client.preparedQuery(LIST.sql())
                .mapping(MemberStore::member)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    static Future<Long> count(SqlClient client, ListMembers question) {
        return client.preparedQuery(COUNT.sql())
                .execute(filters(question))
                .map(rows -> rows.iterator().next().getLong("members"));
    }

    private static Tuple filters(ListMembers question) {
        return Tuple.of(
                question.organizationId(),
                question.customerId(),
                question.externalCustomerId(),
                question.role() == null ? null : question.role().wireName());
    }

    private static Member member(Row row) {
        return new Member(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getUUID("customer_id"),
                row.getString("external_id"),
                row.getString("email"),
                row.getString("name"),
                Member.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("created_at").toInstant(),
                CustomerStore.instant(row.getOffsetDateTime("modified_at")));
    }
}

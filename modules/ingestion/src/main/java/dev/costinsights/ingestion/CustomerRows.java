package dev.costinsights.ingestion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.platform.db.StoredMetadata;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Customers and members as rows of the schema {@code log}, and back. */
final class CustomerRows {
    private static final JsonMapper JSON = new JsonMapper();

    private CustomerRows() {}

    /** In the order of the columns of {@link CustomerStore#INSERT}. */
    static Tuple parameters(Customer customer) {
        String externalId = customer.externalId();
        return Tuple.tuple(List.of(customer.organizationId(), customer.id()))
                .addString(externalId)
                .addUUID(externalId == null ? null : CustomerDigest.ofExternalId(externalId))
                .addString(customer.type().wireName())
                .addString(customer.email())
                .addString(customer.name())
                .addString(customer.billingName())
                .addString(customer.billingAddress())
                .addString(customer.taxId())
                .addString(customer.locale())
                .addString(MetadataJson.of(customer.metadata()))
                .addOffsetDateTime(utc(customer.createdAt()))
                .addOffsetDateTime(utc(customer.modifiedAt()))
                .addOffsetDateTime(utc(customer.deletedAt()));
    }

    static Customer customer(Row row) {
        return new Customer(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getString("external_id"),
                Customer.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("email"),
                row.getString("name"),
                row.getString("billing_name"),
                row.getString("billing_address"),
                row.getString("tax_id"),
                row.getString("locale"),
                StoredMetadata.read(row.getString("metadata")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("modified_at")),
                instant(row.getOffsetDateTime("deleted_at")));
    }

    /** In the order of the columns of {@link MemberStore#INSERT}. */
    static Tuple parameters(Member member) {
        return Tuple.tuple(List.of(member.organizationId(), member.id(), member.customerId()))
                .addString(member.externalId())
                .addString(member.email())
                .addString(member.name())
                .addString(member.role().wireName())
                .addOffsetDateTime(utc(member.createdAt()))
                .addOffsetDateTime(utc(member.modifiedAt()));
    }

    static Member member(Row row) {
        return new Member(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getUUID("customer_id"),
                row.getString("external_id"),
                row.getString("email"),
                row.getString("name"),
                Member.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("modified_at")));
    }

    static @Nullable String json(@Nullable BillingAddress address) {
        try {
            return address == null ? null : JSON.writeValueAsString(address.parts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can't be written as JSON", e);
        }
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

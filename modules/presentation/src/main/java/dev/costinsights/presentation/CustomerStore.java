package dev.costinsights.presentation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.platform.db.Statement;
import dev.costinsights.platform.db.StoredMetadata;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads registered customers that are not deleted.
 *
 * <p>Parameters of a list: $1 organization; $2 email; $3 pattern of a part; $4 whether they have an active
 * subscription; $5 and $6 pairs
 * of a metadata key and a wanted value in JSON; then, unless it is counted, $7 offset, $8 limit and $9 sorting.
 */
final class CustomerStore {
    private static final JsonStringEncoder JSON_TEXT = JsonStringEncoder.getInstance();

    /** What {@link #customer} reads. */
    static final String SELECT = """
            select organization_id, id, external_id, type, email, name, billing_name,
                   billing_address::text as billing_address, tax_id, locale, metadata::text as metadata, created_at,
                   modified_at, deleted_at
            from log.customers
            """;

    private static final String WANTED = """
            where organization_id = $1 and deleted_at is null
              and ($2::text is null or lower(email) = lower($2))
              and ($3::text is null or name ilike $3 or email ilike $3 or external_id ilike $3)
              and ($4::boolean is null or $4 = (id in (
                  select customer_id from totals.subscriptions
                  where organization_id = $1 and\s""" + SubscribedStore.IS_ACTIVE + """
              )))
              and not exists (
                  select from unnest($5::text[], $6::text[]) as wanted (key, value)
                  group by wanted.key
                  having not coalesce(bool_or(customers.metadata -> wanted.key = wanted.value::jsonb), false))
            """;

    static final Statement GET_BY_ID = new Statement(SELECT + """
            where organization_id = $1 and id = $2 and deleted_at is null
            """);

    static final Statement GET_BY_EXTERNAL_ID = new Statement(SELECT + """
            where organization_id = $1
              and external_digest = encode(substring(sha256(convert_to('e' || $2, 'UTF8')) for 16), 'hex')::uuid
              and deleted_at is null
            """);

    /** Without other sorting, so that the index gives the order. */
    static final Statement LIST_NEWEST = new Statement(SELECT + WANTED + """
            order by created_at desc, id
            offset $7 limit $8
            """);

    /** Sorted by up to three criteria, each the name of a column after + or -. */
    static final Statement LIST_SORTED = new Statement(SELECT + WANTED + """
            order by
                case ($9::text[])[1] when '+name' then lower(name) when '+email' then lower(email) end nulls last,
                case ($9::text[])[1] when '-name' then lower(name) when '-email' then lower(email) end desc nulls last,
                case ($9::text[])[1] when '+created_at' then created_at end,
                case ($9::text[])[1] when '-created_at' then created_at end desc,
                case ($9::text[])[2] when '+name' then lower(name) when '+email' then lower(email) end nulls last,
                case ($9::text[])[2] when '-name' then lower(name) when '-email' then lower(email) end desc nulls last,
                case ($9::text[])[2] when '+created_at' then created_at end,
                case ($9::text[])[2] when '-created_at' then created_at end desc,
                case ($9::text[])[3] when '+name' then lower(name) when '+email' then lower(email) end nulls last,
                case ($9::text[])[3] when '-name' then lower(name) when '-email' then lower(email) end desc nulls last,
                case ($9::text[])[3] when '+created_at' then created_at end,
                case ($9::text[])[3] when '-created_at' then created_at end desc,
                id
            offset $7 limit $8
            """);

    static final Statement COUNT = new Statement("""
            select count(*) as customers
            from log.customers
            """ + WANTED);

    private CustomerStore() {}

    static Future<Optional<Customer>> get(SqlClient client, UUID organizationId, CustomerRef ref) {
        String externalId = ref.externalId();
        Tuple parameters = Tuple.of(organizationId, externalId == null ? ref.id() : externalId);
        return client.preparedQuery((externalId == null ? GET_BY_ID : GET_BY_EXTERNAL_ID).sql())
                .mapping(CustomerStore::customer)
                .execute(parameters)
                .map(rows -> rows.stream().findFirst());
    }

    static Future<List<Customer>> list(SqlClient client, ListCustomers question) {
        Tuple parameters = filters(question).addLong(question.offset()).addInteger(question.limit());
        if (question.sorting().isEmpty()) {
            return page(client, LIST_NEWEST, parameters);
        }
        String[] sorting = question.sorting().stream()
                .map(sort ->
                        (sort.descending() ? "-" : "+") + sort.property().name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        return page(client, LIST_SORTED, parameters.addArrayOfString(sorting));
    }

    private static Future<List<Customer>> page(SqlClient client, Statement statement, Tuple parameters) {
        return client.preparedQuery(statement.sql())
                .mapping(CustomerStore::customer)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    static Future<Long> count(SqlClient client, ListCustomers question) {
        return client.preparedQuery(COUNT.sql())
                .execute(filters(question))
                .map(rows -> rows.iterator().next().getLong("customers"));
    }

    private static Tuple filters(ListCustomers question) {
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        question.metadata()
                .forEach((key, texts) -> texts.forEach(text -> json(text).forEach(value -> {
                    keys.add(key);
                    values.add(value);
                })));
        return Tuple.of(question.organizationId())
                .addString(question.email())
                .addString(question.query() == null ? null : EventPredicate.containing(question.query()))
                .addBoolean(question.active())
                .addArrayOfString(keys.toArray(String[]::new))
                .addArrayOfString(values.toArray(String[]::new));
    }

    /** What the text may be in metadata: itself, and the number or flag that it writes. */
    private static List<String> json(String text) {
        return MetadataLiteral.readingsOf(text).stream()
                .map(reading -> reading instanceof String content
                        ? '"' + new String(JSON_TEXT.quoteAsString(content)) + '"'
                        : reading.toString())
                .toList();
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

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

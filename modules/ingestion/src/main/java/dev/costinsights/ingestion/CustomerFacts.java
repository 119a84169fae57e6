package dev.costinsights.ingestion;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings {@code log.customers} to what facts say. A version older than what a customer is now changes nothing, whether
 * that came as a fact or from people. Customers are locked and written in the order of their ids.
 */
final class CustomerFacts {
    private static final String TAKEN = "A customer with this external ID already exists.";

    static final Statement LOCK = new Statement("""
            SELECT id, external_digest, coalesce(modified_at, created_at) AS version_at, deleted_at
            FROM log.customers
            WHERE organization_id = $1 AND (id = ANY ($2) OR external_digest = ANY ($3) AND deleted_at IS NULL)
            ORDER BY id
            FOR UPDATE
            """);

    /** So that customers can pass external ids on to each other within one batch. */
    static final Statement RELEASE = new Statement("""
            UPDATE log.customers SET external_id = NULL, external_digest = NULL
            WHERE organization_id = $1 AND id = ANY ($2)
            """);

    static final Statement UPSERT = new Statement("""
            INSERT INTO log.customers (
                organization_id, id, external_id, external_digest, type, email, name, billing_name, metadata,
                created_at, modified_at, deleted_at)
            SELECT $1, id, external_id, external_digest, type, email, name, billing_name, metadata::jsonb, created_at,
                modified_at, deleted_at
            FROM unnest(
                $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::timestamptz[], $11::timestamptz[], $12::timestamptz[]) AS version (
                id, external_id, external_digest, type, email, name, billing_name, metadata, created_at, modified_at,
                deleted_at)
            ORDER BY id
            ON CONFLICT (organization_id, id) DO UPDATE
            SET external_id = excluded.external_id, external_digest = excluded.external_digest, type = excluded.type,
                email = excluded.email, name = excluded.name, billing_name = excluded.billing_name,
                metadata = excluded.metadata, created_at = excluded.created_at, modified_at = excluded.modified_at,
                deleted_at = excluded.deleted_at
            WHERE coalesce(customers.modified_at, customers.created_at)
                <= coalesce(excluded.modified_at, excluded.created_at)
            """);

    /** @param position of the fact in its request */
    private record Candidate(int position, CustomerVersion version) {}

    private record Kept(@Nullable UUID namedDigest, Instant versionAt) {}

    private CustomerFacts() {}

    /**
     * Fails as invalid when two customers would have one external id.
     *
     * @param facts by their positions in the request; those that aren't about customers are left alone
     */
    static Future<Void> apply(SqlClient client, UUID organizationId, SortedMap<Integer, LogFact> facts) {
        SortedMap<UUID, Candidate> latest = latest(facts);
        if (latest.isEmpty()) {
            return Future.succeededFuture();
        }
        UUID[] digests = latest.values().stream()
                .map(candidate -> candidate.version().namedDigest())
                .filter(Objects::nonNull)
                .toArray(UUID[]::new);
        return client.preparedQuery(LOCK.sql())
                .execute(Tuple.of(organizationId, latest.keySet().toArray(UUID[]::new), digests))
                .compose(rows -> {
                    Map<UUID, Kept> kept = new HashMap<>();
                    rows.forEach(row -> kept.put(row.getUUID("id"), kept(row)));
                    latest.values().removeIf(candidate -> isOlder(candidate.version(), kept));
                    return requireUnique(latest, kept).compose(unique -> write(client, organizationId, latest, kept));
                });
    }

    /** Of each customer the version that holds: the latest, of equal ones the last received. */
    private static SortedMap<UUID, Candidate> latest(SortedMap<Integer, LogFact> facts) {
        SortedMap<UUID, Candidate> latest = new TreeMap<>(CustomerFacts::byBits);
        facts.forEach((position, fact) -> {
            if (fact.customer() != null) {
                latest.merge(
                        fact.objectId(),
                        new Candidate(position, fact.customer()),
                        (before, next) -> next.version()
                                        .versionAt()
                                        .isBefore(before.version().versionAt())
                                ? before
                                : next);
            }
        });
        return latest;
    }

    /** As PostgreSQL compares them. */
    private static int byBits(UUID one, UUID other) {
        int front = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return front != 0
                ? front
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.getOffsetDateTime("deleted_at") == null ? row.getUUID("external_digest") : null,
                row.getOffsetDateTime("version_at").toInstant());
    }

    private static boolean isOlder(CustomerVersion version, Map<UUID, Kept> kept) {
        Kept now = kept.get(version.id());
        return now != null && version.versionAt().isBefore(now.versionAt());
    }

    private static Future<Void> requireUnique(SortedMap<UUID, Candidate> latest, Map<UUID, Kept> kept) {
        Map<UUID, UUID> owners = new HashMap<>();
        kept.forEach((id, customer) -> {
            if (customer.namedDigest() != null && !latest.containsKey(id)) {
                owners.put(customer.namedDigest(), id);
            }
        });
        var problems = new FactProblems();
        List<Candidate> received = new ArrayList<>(latest.values());
        received.sort(Comparator.comparingInt(Candidate::position));
        for (Candidate candidate : received) {
            UUID digest = candidate.version().namedDigest();
            if (digest != null && owners.putIfAbsent(digest, candidate.version().id()) != null) {
                problems.startFact(candidate.position());
                problems.add("data.external_id", "value_error", TAKEN);
            }
        }
        return problems.listed().isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(FactReader.invalid(problems));
    }

    private static Future<Void> write(
            SqlClient client, UUID organizationId, SortedMap<UUID, Candidate> latest, Map<UUID, Kept> kept) {
        List<CustomerVersion> versions =
                latest.values().stream().map(Candidate::version).toList();
        UUID[] renamed = versions.stream()
                .filter(version -> {
                    Kept before = kept.get(version.id());
                    return before != null
                            && before.namedDigest() != null
                            && !before.namedDigest().equals(version.namedDigest());
                })
                .map(CustomerVersion::id)
                .toArray(UUID[]::new);
        Future<?> released = renamed.length == 0
                ? Future.succeededFuture()
                : client.preparedQuery(RELEASE.sql()).execute(Tuple.tuple(List.of(organizationId, renamed)));
        return versions.isEmpty()
                ? Future.succeededFuture()
                : released.compose(
                                done -> client.preparedQuery(UPSERT.sql()).execute(columns(organizationId, versions)))
                        .mapEmpty();
    }

    private static Tuple columns(UUID organizationId, List<CustomerVersion> versions) {
        return Tuple.tuple(List.of(
                organizationId,
                ids(versions, CustomerVersion::id),
                texts(versions, CustomerVersion::externalId),
                ids(versions, CustomerVersion::externalDigest),
                texts(versions, CustomerVersion::type),
                texts(versions, CustomerVersion::email),
                texts(versions, CustomerVersion::name),
                texts(versions, CustomerVersion::billingName),
                texts(versions, CustomerVersion::metadata),
                times(versions, CustomerVersion::createdAt),
                times(versions, CustomerVersion::modifiedAt),
                times(versions, CustomerVersion::deletedAt)));
    }

    private static String[] texts(
            Collection<CustomerVersion> versions, Function<CustomerVersion, @Nullable String> part) {
        return versions.stream().map(part).toArray(String[]::new);
    }

    private static UUID[] ids(Collection<CustomerVersion> versions, Function<CustomerVersion, @Nullable UUID> part) {
        return versions.stream().map(part).toArray(UUID[]::new);
    }

    private static OffsetDateTime[] times(
            Collection<CustomerVersion> versions, Function<CustomerVersion, @Nullable Instant> part) {
        Stream<@Nullable OffsetDateTime> times = versions.stream().map(part).map(CustomerRows::utc);
        return times.toArray(OffsetDateTime[]::new);
    }
}

package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.revenue.NewFact;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who the customers of Stripe's are. One whose external id somebody else has already, registered by the organization or
 * another customer of Stripe's, is that one: its orders and subscriptions are theirs, so that they meet their costs.
 */
final class StripeCustomers {
    static final String CUSTOMER_ID = "customer_id";
    private static final int MOST_MOVED = 5_000;

    private final StripeStore store;

    StripeCustomers(StripeStore store) {
        this.store = store;
    }

    /** The fact of a customer who is nobody else; none of one who is. */
    Future<List<NewFact>> completed(UUID organizationId, StripeFact fact) {
        UUID id = UUID.fromString(fact.data().path("id").asText());
        String externalId = fact.data().path("external_id").asText();
        return store.ownerOf(organizationId, externalId).compose(owner -> {
            if (owner.isPresent() && !owner.get().equals(id)) {
                return store.saveCustomer(organizationId, id, owner.get()).map(saved -> List.of());
            } else if (fact.type().equals("customer.deleted")) {
                return store.customers(organizationId, Set.of(id))
                        .map(known -> known.isEmpty() ? List.of(fact.toNewFact()) : List.of());
            }
            return store.forgetCustomer(organizationId, id).map(forgotten -> List.of(fact.toNewFact()));
        });
    }

    /** Those that facts are about, or name. */
    static Set<UUID> in(Collection<StripeFact> facts) {
        return facts.stream()
                .map(fact -> fact.data()
                        .path(fact.kind().equals("customer") ? "id" : CUSTOMER_ID)
                        .asText(""))
                .filter(id -> !id.isEmpty())
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }

    /** Names in orders and subscriptions who their customers are. */
    Future<Void> nameIn(UUID organizationId, Collection<StripeFact> facts) {
        return store.customers(organizationId, in(facts)).map(known -> {
            facts.forEach(fact -> nameIn(fact.data(), known));
            return null;
        });
    }

    private static void nameIn(ObjectNode data, Map<UUID, UUID> known) {
        if (data.hasNonNull(CUSTOMER_ID)) {
            UUID named = UUID.fromString(data.path(CUSTOMER_ID).asText());
            data.put(CUSTOMER_ID, known.getOrDefault(named, named).toString());
        }
    }

    /** Moves what was kept of the customers before it was known who they are. */
    Future<List<NewFact>> moved(UUID organizationId, Set<UUID> ids) {
        return store.customers(organizationId, ids).compose(known -> {
            Future<List<NewFact>> moved = Future.succeededFuture(List.of());
            for (Map.Entry<UUID, UUID> customer : known.entrySet()) {
                moved = moved.compose(before -> store.purchases(organizationId, customer.getKey(), MOST_MOVED)
                        .map(purchases -> StripeLedger.joined(
                                before,
                                purchases.stream()
                                        .map(purchase -> StripeLedger.corrected(
                                                purchase.kind() + ".updated",
                                                purchase.versionAt(),
                                                purchase.data()
                                                        .deepCopy()
                                                        .put(
                                                                CUSTOMER_ID,
                                                                customer.getValue()
                                                                        .toString()),
                                                purchase))
                                        .toList())));
            }
            return moved;
        });
    }
}

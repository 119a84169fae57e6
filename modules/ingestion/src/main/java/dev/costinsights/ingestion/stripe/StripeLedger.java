package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.ingestion.stripe.StripeStore.Known;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Completes what events say by what others said before: the order of a refund or dispute and its tax, whether a payment
 * is an order of its own, what recurs of a product, who a customer is. What was kept before the missing part came is put right by a fact with
 * a version just behind the last.
 */
public final class StripeLedger {
    private static final String PAYMENT = "stripe_payment";
    private static final String GROSS = "stripe_amount";
    private static final String MODIFIED_AT = "modified_at";

    /** Events of one product that may come at once; otherwise its last version tells all that is known. */
    private static final int AT_ONCE = 10;

    private final StripeStore store;
    private final StripeCustomers customers;

    public StripeLedger(SqlClient client) {
        this.store = new StripeStore(client);
        this.customers = new StripeCustomers(store);
    }

    /** The facts to keep. Which invoices payments are for is remembered. */
    public Future<List<NewFact>> facts(UUID organizationId, StripeContent content) {
        return store.savePayments(organizationId, content.invoiceOfPayment())
                .compose(saved -> customers.nameIn(organizationId, content.facts()))
                .compose(named -> surroundings(organizationId, payments(content)))
                .compose(known -> {
                    Future<List<NewFact>> complete = Future.succeededFuture(List.of());
                    for (StripeFact fact : content.facts()) {
                        complete = complete.compose(
                                before -> completed(organizationId, fact, known).map(more -> joined(before, more)));
                    }
                    return complete;
                });
    }

    /** What changes in facts of before, now that the content's own are kept. */
    public Future<List<NewFact>> consequences(UUID organizationId, StripeContent content) {
        Set<UUID> touched = content.facts().stream()
                .filter(fact -> fact.kind().equals("order"))
                .map(fact -> UUID.fromString(fact.data().path("id").asText()))
                .collect(Collectors.toSet());
        return surroundings(organizationId, payments(content))
                .compose(payments -> {
                    touched.addAll(payments.orderIds());
                    return store.reversals(organizationId, touched)
                            .compose(reversals -> corrections(organizationId, payments, reversals));
                })
                .compose(
                        corrections -> products(organizationId, content).map(products -> joined(corrections, products)))
                .compose(corrections -> customers
                        .moved(organizationId, StripeCustomers.in(content.facts()))
                        .map(moved -> joined(corrections, moved)));
    }

    private static Set<String> payments(StripeContent content) {
        return Stream.concat(
                        content.invoiceOfPayment().keySet().stream(),
                        content.facts().stream()
                                .map(fact -> fact.data().path(PAYMENT).asText(""))
                                .filter(payment -> !payment.isEmpty()))
                .collect(Collectors.toSet());
    }

    /**
     * Payments, the invoices that they are for, and the orders that both are.
     *
     * @param orders those that are known
     */
    private record Surroundings(Set<String> payments, Map<String, String> invoiceOfPayment, Map<UUID, Known> orders) {

        UUID orderOf(String payment) {
            return StripeIds.uuid(invoiceOfPayment.getOrDefault(payment, payment));
        }

        Set<UUID> orderIds() {
            Set<UUID> ids = new HashSet<>();
            payments.forEach(payment -> {
                ids.add(StripeIds.uuid(payment));
                ids.add(orderOf(payment));
            });
            return ids;
        }
    }

    private Future<Surroundings> surroundings(UUID organizationId, Collection<String> payments) {
        return store.invoicesOf(organizationId, payments).compose(invoices -> {
            var found = new Surroundings(Set.copyOf(payments), invoices, Map.of());
            return store.orders(organizationId, found.orderIds())
                    .map(orders -> new Surroundings(found.payments(), invoices, orders));
        });
    }

    private Future<List<NewFact>> completed(UUID organizationId, StripeFact fact, Surroundings known) {
        String payment = fact.data().path(PAYMENT).asText("");
        return switch (fact.kind()) {
            case "customer" -> customers.completed(organizationId, fact);
            case "product" -> completedProduct(organizationId, fact);
            case "order" ->
                Future.succeededFuture(
                        known.invoiceOfPayment().containsKey(payment) ? List.of() : List.of(fact.toNewFact()));
            case "refund", "dispute" -> {
                addOrder(fact.data(), payment, known);
                yield Future.succeededFuture(List.of(fact.toNewFact()));
            }
            default -> Future.succeededFuture(List.of(fact.toNewFact()));
        };
    }

    private Future<List<NewFact>> completedProduct(UUID organizationId, StripeFact fact) {
        UUID id = UUID.fromString(fact.data().path("id").asText());
        return store.productVersions(organizationId, id, 1).map(versions -> {
            List<ObjectNode> all = new ArrayList<>();
            all.add(normal(fact.data()));
            versions.forEach(version -> all.add(version.data()));
            ObjectNode merged = StripeProducts.merged(all);
            Instant version = Instant.parse(fact.data().path(MODIFIED_AT).asText());
            if (!versions.isEmpty() && versions.get(0).versionAt().isAfter(version)) {
                version = behind(versions.get(0));
            }
            return List.of(new StripeFact(fact.type(), fact.timestamp(), merged.put(MODIFIED_AT, version.toString()))
                    .toNewFact());
        });
    }

    /** Two events of one product that came at once don't know of each other when they are kept. */
    private Future<List<NewFact>> products(UUID organizationId, StripeContent content) {
        Future<List<NewFact>> corrections = Future.succeededFuture(List.of());
        for (StripeFact fact : content.facts()) {
            if (fact.kind().equals("product")) {
                UUID id = UUID.fromString(fact.data().path("id").asText());
                corrections = corrections.compose(before -> store.productVersions(organizationId, id, AT_ONCE)
                        .map(versions -> joined(before, correction(versions, fact.timestamp()))));
            }
        }
        return corrections;
    }

    private static List<NewFact> correction(List<Known> versions, Instant timestamp) {
        if (versions.isEmpty()) {
            return List.of();
        }
        Known last = versions.get(0);
        ObjectNode merged =
                normal(StripeProducts.merged(versions.stream().map(Known::data).toList()));
        merged.set(MODIFIED_AT, last.data().path(MODIFIED_AT));
        return merged.equals(last.data()) ? List.of() : List.of(corrected("product.updated", timestamp, merged, last));
    }

    private Future<List<NewFact>> corrections(UUID organizationId, Surroundings payments, List<Known> reversals) {
        Set<String> theirs = reversals.stream()
                .map(reversal -> reversal.data().path(PAYMENT).asText(""))
                .filter(payment -> !payment.isEmpty())
                .collect(Collectors.toSet());
        return surroundings(organizationId, theirs)
                .map(known -> Stream.concat(
                                payments.payments().stream().flatMap(payment -> takenBack(payment, payments)),
                                reversals.stream().flatMap(reversal -> corrected(reversal, known)))
                        .toList());
    }

    /** The order of a payment that was taken for one without an invoice. */
    private static Stream<NewFact> takenBack(String payment, Surroundings known) {
        Known order = known.orders().get(StripeIds.uuid(payment));
        if (order == null
                || !known.invoiceOfPayment().containsKey(payment)
                || order.data().path("status").asText().equals("void")) {
            return Stream.empty();
        }
        ObjectNode data = order.data().deepCopy().put("status", "void");
        return Stream.of(corrected("order.updated", order.versionAt(), data, order));
    }

    private static Stream<NewFact> corrected(Known reversal, Surroundings known) {
        ObjectNode before = reversal.data();
        String payment = before.path(PAYMENT).asText("");
        if (payment.isEmpty()) {
            return Stream.empty();
        }
        ObjectNode after = before.deepCopy();
        addOrder(after, payment, known);
        boolean same = Stream.of("order_id", "amount", "tax_amount")
                .allMatch(field -> Objects.equals(
                        before.path(field).asText(), after.path(field).asText()));
        return same
                ? Stream.empty()
                : Stream.of(corrected(reversal.kind() + ".updated", reversal.versionAt(), after, reversal));
    }

    /** Takes the tax out in the proportion of the order; all of it is revenue while the order isn't known. */
    private static void addOrder(ObjectNode reversal, String payment, Surroundings known) {
        UUID orderId = known.orderOf(payment);
        Known order = known.orders().get(orderId);
        long gross = reversal.path(GROSS).longValue();
        long net = gross;
        if (order != null && order.data().path("total_amount").longValue() != 0) {
            net = BigDecimal.valueOf(gross)
                    .multiply(BigDecimal.valueOf(order.data().path("net_amount").longValue()))
                    .divide(BigDecimal.valueOf(order.data().path("total_amount").longValue()), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        reversal.put("order_id", orderId.toString()).put("amount", net).put("tax_amount", gross - net);
    }

    static NewFact corrected(String type, Instant timestamp, ObjectNode data, Known last) {
        return new StripeFact(
                        type, timestamp, data.put(MODIFIED_AT, behind(last).toString()))
                .toNewFact();
    }

    /** PostgreSQL keeps microseconds. */
    private static Instant behind(Known last) {
        return last.versionAt().plus(1, ChronoUnit.MICROS);
    }

    /** As it is when read again, so that equal ones are equal. */
    private static ObjectNode normal(ObjectNode data) {
        try {
            return (ObjectNode) StripeEvents.JSON.readTree(data.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON can't be read", e);
        }
    }

    static List<NewFact> joined(List<NewFact> some, List<NewFact> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}

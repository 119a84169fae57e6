package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.acceptance.RandomFacts.Plan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders with what becomes of them: payment, refunds, disputes, seats. */
final class RandomSales {
    private static final List<String> CURRENCIES = List.of("usd", "usd", "usd", "eur", "gbp", "jpy", "chf");

    private final RandomFacts facts;
    private final RandomMoments moments;

    RandomSales(RandomFacts facts, RandomMoments moments) {
        this.facts = facts;
        this.moments = moments;
    }

    /** Of a product, or of none. */
    void addOneTime() {
        Plan plan = moments.pick(facts.plans());
        UUID order = addOrder(
                facts.customer(),
                moments.oneIn(6) ? null : plan.product(),
                null,
                moments.oneIn(10) ? 0 : moments.below(30_000),
                moments.pick(CURRENCIES),
                moments.any());
        if (moments.oneIn(8)) {
            addSeat("order_id", order, moments.any());
        }
    }

    UUID addOrder(
            UUID customer,
            @Nullable UUID product,
            @Nullable UUID subscription,
            long amount,
            String currency,
            Instant wish) {
        UUID id = facts.newId();
        // The rate of a time is that of the latest order, so there must be one.
        Instant createdAt = currency.equals("usd") ? wish : moments.onlyOnce(wish);
        ObjectNode order = facts.object(id, createdAt)
                .put("status", "pending")
                .put("customer_id", customer.toString())
                .put("currency", currency)
                .put("subtotal_amount", amount + 5)
                .put("discount_amount", 5)
                .put("net_amount", amount)
                .put("tax_amount", 19)
                .put("total_amount", amount + 19)
                .put("billing_reason", subscription == null ? "purchase" : "subscription_cycle");
        if (product != null) {
            order.put("product_id", product.toString());
        }
        if (subscription != null) {
            order.put("subscription_id", subscription.toString());
        }
        facts.putRate(order, currency);
        if (moments.oneIn(2)) {
            facts.say("order.created", createdAt, order);
        }
        if (!moments.oneIn(3)) {
            order.put("platform_fee_amount", moments.below(100));
        }
        Instant paidAt = moments.after(createdAt.plusSeconds(1), 3);
        boolean paid = !moments.oneIn(8);
        order.put("status", paid ? "paid" : moments.pick(List.of("draft", "pending", "void")));
        facts.say(paid ? "order.paid" : "order.updated", paidAt, order);
        if (moments.oneIn(12)) {
            // The same version once more and not the same: what is received last holds.
            facts.say("order.updated", paidAt, order.deepCopy().put("net_amount", amount + 1000));
        }
        if (moments.oneIn(4)) {
            addRefunds(order, amount, paidAt);
        }
        if (moments.oneIn(7)) {
            addDispute(order, amount, paidAt);
        }
        return id;
    }

    private void addRefunds(ObjectNode order, long amount, Instant paidAt) {
        for (int i = 0, refunds = 1 + moments.below(2); i < refunds; i++) {
            Instant createdAt = moments.after(paidAt, 80);
            ObjectNode refund = facts.object(facts.newId(), createdAt)
                    .put("status", "pending")
                    .put("order_id", order.required("id").asText())
                    .put("amount", amount / 2)
                    .put("currency", order.required("currency").asText());
            facts.putRate(refund, order.required("currency").asText());
            if (moments.oneIn(2)) {
                facts.say("refund.created", createdAt, refund);
            }
            Instant settledAt = moments.after(createdAt.plusSeconds(1), 5);
            String status = moments.pick(List.of("succeeded", "succeeded", "succeeded", "failed", "canceled"));
            facts.say("refund.updated", settledAt, refund.put("status", status));
            if (status.equals("succeeded") && !moments.oneIn(3)) {
                ObjectNode refunded = order.deepCopy().put("status", i == 0 ? "partially_refunded" : "refunded");
                facts.say("order.refunded", settledAt, refunded);
            }
        }
    }

    private void addDispute(ObjectNode order, long amount, Instant paidAt) {
        Instant createdAt = moments.after(paidAt, 60);
        ObjectNode dispute = facts.object(facts.newId(), createdAt)
                .put("status", "open")
                .put("order_id", order.required("id").asText())
                .put("amount", amount)
                .put("currency", order.required("currency").asText());
        if (moments.oneIn(2)) {
            dispute.put("fee_amount", 1500);
        }
        facts.putRate(dispute, order.required("currency").asText());
        facts.say("dispute.created", createdAt, dispute);
        Instant decidedAt = moments.after(createdAt.plusSeconds(1), 60);
        boolean won = moments.oneIn(2);
        facts.say("dispute.updated", decidedAt, dispute.put("status", won ? "won" : "lost"));
        if (won && moments.oneIn(3)) {
            facts.say("dispute.updated", moments.after(decidedAt.plusSeconds(1), 9), dispute);
        }
    }

    /** Of a subscription or an order, whether it is known or not. */
    void addSeat(String ownersField, UUID owner, Instant createdAt) {
        ObjectNode seat = facts.object(facts.newId(), createdAt).put(ownersField, owner.toString());
        facts.say("customer_seat.assigned", createdAt, seat);
        Instant claimedAt = moments.after(createdAt.plusSeconds(1), 30);
        if (moments.oneIn(2)) {
            facts.say("customer_seat.claimed", claimedAt, seat.put("claimed_at", claimedAt.toString()));
        }
        if (moments.oneIn(2)) {
            Instant revokedAt = moments.after(claimedAt.plusSeconds(1), 90);
            facts.say("customer_seat.revoked", revokedAt, seat.put("revoked_at", revokedAt.toString()));
        }
    }
}

package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refunds and disputes. They name a payment and an amount with tax; the ledger finds the order and takes the tax out in
 * the proportion that the order has.
 */
final class StripeReversals {
    private static final Map<String, String> REFUND_STATUS =
            Map.of("succeeded", "succeeded", "failed", "failed", "canceled", "canceled");
    private static final Map<String, String> DISPUTE_STATUS = Map.of("won", "won", "lost", "lost");
    private static final int SETTLED = 20;

    private StripeReversals() {}

    static StripeContent refund(StripeObject<Refund> object, String type) {
        Refund refund = object.value();
        String payment = StripeOrders.payment(refund.getPaymentIntent(), refund.getCharge());
        if (payment == null) {
            return StripeContent.NONE;
        }
        String status = REFUND_STATUS.getOrDefault(String.valueOf(refund.getStatus()), "pending");
        int rank = status.equals("pending") ? 0 : status.equals("succeeded") ? 10 : SETTLED;
        boolean created = type.equals("refund.created");
        ObjectNode data = object.data(refund.getId(), refund.getCreated(), created ? rank : rank + 1)
                .put("status", status)
                .put("reason", refund.getReason());
        addAmount(data, payment, refund.getAmount(), refund.getCurrency());
        addRate(data, refund.getBalanceTransactionObject());
        return StripeContent.of(object.fact(created ? type : "refund.updated", data));
    }

    static StripeContent dispute(StripeObject<Dispute> object, String type) {
        Dispute dispute = object.value();
        String payment = StripeOrders.payment(dispute.getPaymentIntent(), dispute.getCharge());
        if (payment == null || movesNoMoney(dispute)) {
            return StripeContent.NONE;
        }
        String status = DISPUTE_STATUS.getOrDefault(String.valueOf(dispute.getStatus()), "open");
        boolean created = type.equals("charge.dispute.created");
        int rank = (status.equals("open") ? 0 : SETTLED) + (created ? 0 : 1);
        ObjectNode data =
                object.data(dispute.getId(), dispute.getCreated(), rank).put("status", status);
        addAmount(data, payment, dispute.getAmount(), dispute.getCurrency());
        List<BalanceTransaction> transactions =
                dispute.getBalanceTransactions() == null ? List.of() : dispute.getBalanceTransactions();
        transactions.stream().findFirst().ifPresent(first -> addFee(data, first));
        return StripeContent.of(object.fact(created ? "dispute.created" : "dispute.updated", data));
    }

    /** The bank only asks, or it was settled before. */
    private static boolean movesNoMoney(Dispute dispute) {
        String status = dispute.getStatus();
        return status != null && (status.startsWith("warning_") || status.equals("prevented"));
    }

    private static void addAmount(ObjectNode data, String payment, @Nullable Long amount, @Nullable String currency) {
        long whole = amount == null ? 0 : amount;
        data.put("order_id", StripeIds.text(payment))
                .put("amount", whole)
                .put("tax_amount", 0)
                .put("currency", currency)
                .put("stripe_payment", payment)
                .put("stripe_amount", whole);
    }

    /** The first transaction takes the money away and holds the fee; the one that gives it back gives back the fee. */
    private static void addFee(ObjectNode data, BalanceTransaction withdrawn) {
        if ("usd".equals(withdrawn.getCurrency()) && withdrawn.getFee() != null) {
            data.put("fee_amount", Math.max(0, withdrawn.getFee()));
        }
        addRate(data, withdrawn);
    }

    private static void addRate(ObjectNode data, @Nullable BalanceTransaction transaction) {
        if (transaction != null && "usd".equals(transaction.getCurrency()) && transaction.getExchangeRate() != null) {
            data.put("exchange_rate", transaction.getExchangeRate());
        }
    }
}

package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.InvoicePayment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Invoices, and payments without one: each is an order. Which payment is for which invoice is told by invoices in older
 * versions of the API and by invoice payments in newer ones.
 */
final class StripeOrders {
    private static final Map<String, Integer> RANK_OF_STATUS =
            Map.of("draft", 0, "open", 10, "uncollectible", 20, "paid", 30, "void", 40);
    private static final Map<String, String> STATUS =
            Map.of("draft", "draft", "open", "pending", "uncollectible", "void", "paid", "paid", "void", "void");
    private static final Map<String, String> BILLING_REASON = Map.of(
            "subscription_create", "subscription_create",
            "subscription_cycle", "subscription_cycle",
            "subscription", "subscription_cycle",
            "subscription_update", "subscription_update",
            "subscription_threshold", "subscription_update");

    private StripeOrders() {}

    static StripeContent invoice(StripeObject<Invoice> object, String type) {
        Invoice invoice = object.value();
        JsonNode raw = object.raw();
        String state = invoice.getStatus() == null ? "draft" : invoice.getStatus();
        int rank = RANK_OF_STATUS.getOrDefault(state, 0) + (type.equals("invoice.created") ? 0 : 1);
        long total = number(invoice.getTotal());
        long net = net(invoice, raw);
        long subtotal = number(
                invoice.getSubtotalExcludingTax() == null ? invoice.getSubtotal() : invoice.getSubtotalExcludingTax());
        String subscription = subscription(invoice, raw);
        ObjectNode data = object.data(invoice.getId(), invoice.getCreated(), rank)
                .put("status", STATUS.getOrDefault(state, "pending"))
                .put("customer_id", StripeIds.text(customer(invoice.getCustomer(), raw, invoice.getId())))
                .put("product_id", StripeIds.text(product(invoice, raw)))
                .put("subscription_id", StripeIds.text(subscription))
                .put("currency", invoice.getCurrency())
                .put("subtotal_amount", subtotal)
                .put("discount_amount", Math.max(0, subtotal - net))
                .put("net_amount", net)
                .put("tax_amount", total - net)
                .put("total_amount", total)
                .put("billing_reason", billingReason(invoice.getBillingReason(), subscription));
        return new StripeContent(List.of(object.fact(factType(type), data)), payments(invoice, raw));
    }

    private static String factType(String type) {
        return switch (type) {
            case "invoice.created" -> "order.created";
            case "invoice.paid", "invoice.payment_succeeded" -> "order.paid";
            default -> "order.updated";
        };
    }

    private static long net(Invoice invoice, JsonNode raw) {
        if (invoice.getTotalExcludingTax() != null) {
            return invoice.getTotalExcludingTax();
        }
        return number(invoice.getTotal()) - number(StripeObject.longAt(raw, "/tax"));
    }

    private static @Nullable String subscription(Invoice invoice, JsonNode raw) {
        if (invoice.getParent() != null && invoice.getParent().getSubscriptionDetails() != null) {
            return invoice.getParent().getSubscriptionDetails().getSubscription();
        }
        return StripeObject.idAt(raw, "/subscription");
    }

    private static String billingReason(@Nullable String reason, @Nullable String subscription) {
        String unknown = subscription == null ? "purchase" : "subscription_update";
        return reason == null ? unknown : BILLING_REASON.getOrDefault(reason, unknown);
    }

    /** Of the line with the largest amount; the others of an invoice with several products are not told apart. */
    private static @Nullable String product(Invoice invoice, JsonNode raw) {
        if (invoice.getLines() == null || invoice.getLines().getData() == null) {
            return null;
        }
        List<InvoiceLineItem> lines = invoice.getLines().getData();
        return lines.stream()
                .max(Comparator.comparingLong(line -> number(line.getAmount())))
                .map(line -> product(line, raw.at("/lines/data/" + lines.indexOf(line))))
                .orElse(null);
    }

    private static @Nullable String product(InvoiceLineItem line, JsonNode raw) {
        if (line.getPricing() != null && line.getPricing().getPriceDetails() != null) {
            return line.getPricing().getPriceDetails().getProduct();
        }
        String product = StripeObject.idAt(raw, "/price/product");
        return product == null ? StripeObject.idAt(raw, "/plan/product") : product;
    }

    private static Map<String, String> payments(Invoice invoice, JsonNode raw) {
        Map<String, String> invoiceOfPayment = new HashMap<>();
        String payment = payment(StripeObject.idAt(raw, "/payment_intent"), StripeObject.idAt(raw, "/charge"));
        if (payment != null) {
            invoiceOfPayment.put(payment, invoice.getId());
        }
        if (invoice.getPayments() != null && invoice.getPayments().getData() != null) {
            for (InvoicePayment one : invoice.getPayments().getData()) {
                String paid = payment(one);
                if (paid != null) {
                    invoiceOfPayment.put(paid, invoice.getId());
                }
            }
        }
        return invoiceOfPayment;
    }

    static StripeContent invoicePayment(StripeObject<InvoicePayment> object) {
        String payment = payment(object.value());
        String invoice = object.value().getInvoice();
        return payment == null || invoice == null
                ? StripeContent.NONE
                : new StripeContent(List.of(), Map.of(payment, invoice));
    }

    private static @Nullable String payment(InvoicePayment payment) {
        return payment.getPayment() == null
                ? null
                : payment(
                        payment.getPayment().getPaymentIntent(),
                        payment.getPayment().getCharge());
    }

    /** A payment goes by its intent; a charge of old has none. */
    static @Nullable String payment(@Nullable String paymentIntent, @Nullable String charge) {
        return paymentIntent == null ? charge : paymentIntent;
    }

    /**
     * A payment without an invoice is an order that says nothing of tax. One for an invoice, as far as the event tells, is
     * none; of one that turns out to be later the ledger takes the order back.
     */
    static StripeContent charge(StripeObject<Charge> object, String type) {
        Charge charge = object.value();
        String payment = payment(charge.getPaymentIntent(), charge.getId());
        if (payment == null) {
            return StripeContent.NONE;
        }
        String invoice = StripeObject.idAt(object.raw(), "/invoice");
        if (invoice != null) {
            return new StripeContent(List.of(), Map.of(payment, invoice));
        } else if (!"succeeded".equals(charge.getStatus()) || Boolean.FALSE.equals(charge.getCaptured())) {
            return StripeContent.NONE;
        }
        long amount = number(charge.getAmountCaptured() == null ? charge.getAmount() : charge.getAmountCaptured());
        long refunded = number(charge.getAmountRefunded());
        boolean whole = Boolean.TRUE.equals(charge.getRefunded());
        int rank = whole ? 20 : refunded > 0 ? 10 : type.equals("charge.succeeded") ? 0 : 1;
        ObjectNode data = object.data(payment, charge.getCreated(), rank)
                .put("status", whole ? "refunded" : refunded > 0 ? "partially_refunded" : "paid")
                .put("customer_id", StripeIds.text(customer(charge.getCustomer(), object.raw(), payment)))
                .put("currency", charge.getCurrency())
                .put("subtotal_amount", amount)
                .put("discount_amount", 0)
                .put("net_amount", amount)
                .put("tax_amount", 0)
                .put("total_amount", amount)
                .put("billing_reason", "purchase")
                .put("stripe_payment", payment);
        addTransaction(data, charge.getBalanceTransactionObject());
        return StripeContent.of(object.fact(factType(whole || refunded > 0, type), data));
    }

    private static String factType(boolean refunded, String type) {
        if (refunded) {
            return "order.refunded";
        }
        return type.equals("charge.succeeded") ? "order.paid" : "order.updated";
    }

    /** Known only where the event holds the whole transaction: fee and rate count when it was settled in dollars. */
    private static void addTransaction(ObjectNode data, @Nullable BalanceTransaction transaction) {
        if (transaction != null && "usd".equals(transaction.getCurrency())) {
            data.put("platform_fee_amount", number(transaction.getFee()));
            if (transaction.getExchangeRate() != null) {
                data.put("exchange_rate", transaction.getExchangeRate());
            }
        }
    }

    /** Who pays without being a customer is one of its own. */
    private static String customer(@Nullable String customer, JsonNode raw, String otherwise) {
        String sent = customer == null ? StripeObject.idAt(raw, "/customer") : customer;
        return sent == null ? "guest of " + otherwise : sent;
    }

    private static long number(@Nullable Long amount) {
        return amount == null ? 0 : amount;
    }
}

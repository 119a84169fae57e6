package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.stripe.Stripe;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.Refund;
import com.stripe.model.Subscription;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads events of Stripe. */
public final class StripeEvents {
    private static final Set<String> INVOICE = Set.of(
            "invoice.created",
            "invoice.updated",
            "invoice.finalized",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice.payment_failed",
            "invoice.voided",
            "invoice.marked_uncollectible");
    private static final Set<String> SUBSCRIPTION = Set.of(
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted",
            "customer.subscription.paused",
            "customer.subscription.resumed",
            "customer.subscription.trial_will_end");
    private static final Set<String> CUSTOMER = Set.of("customer.created", "customer.updated", "customer.deleted");
    private static final Set<String> PRODUCT = Set.of("product.created", "product.updated", "product.deleted");
    private static final Set<String> PRICE = Set.of("price.created", "price.updated", "price.deleted");
    private static final Set<String> CHARGE = Set.of("charge.succeeded", "charge.updated", "charge.refunded");
    private static final Set<String> REFUND =
            Set.of("refund.created", "refund.updated", "refund.failed", "charge.refund.updated");
    private static final Set<String> DISPUTE = Set.of(
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated");
    private static final String INVOICE_PAYMENT = "invoice_payment.paid";

    private static final Logger LOG = LoggerFactory.getLogger(StripeEvents.class);

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StripeEvents() {}

    /**
     * What the event says about revenue, empty when nothing.
     *
     * @param customerKey entry in a customer's metadata that holds the sender's own id of it
     * @throws ContractException as invalid when its object isn't what its type says
     */
    public static Optional<StripeContent> read(Event event, String customerKey) {
        try {
            return content(event, customerKey);
        } catch (ContractException e) {
            throw e;
        } catch (RuntimeException e) {
            // Reading asks nobody else: whatever it stumbles over, a time or an amount beyond all bounds, is the
            // event's.
            throw unreadable(event, e);
        }
    }

    private static Optional<StripeContent> content(Event event, String customerKey) {
        String type = event.getType();
        if (CUSTOMER.contains(type)) {
            return Optional.of(StripeCatalog.customer(object(event, Customer.class), type, customerKey));
        } else if (PRODUCT.contains(type)) {
            return Optional.of(StripeCatalog.product(object(event, Product.class), type));
        } else if (PRICE.contains(type)) {
            return Optional.of(StripeCatalog.price(object(event, Price.class), type));
        } else if (INVOICE.contains(type)) {
            return Optional.of(StripeOrders.invoice(object(event, Invoice.class), type));
        } else if (INVOICE_PAYMENT.equals(type)) {
            return Optional.of(StripeOrders.invoicePayment(object(event, InvoicePayment.class)));
        } else if (CHARGE.contains(type)) {
            return Optional.of(StripeOrders.charge(object(event, Charge.class), type));
        } else if (REFUND.contains(type)) {
            return Optional.of(StripeReversals.refund(object(event, Refund.class), type));
        } else if (DISPUTE.contains(type)) {
            return Optional.of(StripeReversals.dispute(object(event, Dispute.class), type));
        } else if (SUBSCRIPTION.contains(type)) {
            return Optional.of(StripeSubscriptions.subscription(object(event, Subscription.class), type));
        }
        return Optional.empty();
    }

    /** Events of older versions of the API are read by the newest types all the same. */
    private static <T extends com.stripe.model.StripeObject> StripeObject<T> object(Event event, Class<T> type) {
        if (event.getData() == null) {
            throw unreadable(event, null);
        } else if (event.getApiVersion() == null) {
            event.setApiVersion(Stripe.API_VERSION);
        }
        try {
            var deserializer = event.getDataObjectDeserializer();
            JsonNode raw = JSON.readTree(deserializer.getRawJson());
            com.stripe.model.StripeObject value = deserializer.deserializeUnsafe();
            if (!type.isInstance(value) || !raw.path("id").isTextual()) {
                throw unreadable(event, null);
            }
            return new StripeObject<>(event, type.cast(value), raw);
        } catch (EventDataObjectDeserializationException | JsonProcessingException e) {
            throw unreadable(event, e);
        }
    }

    private static ContractException unreadable(Event event, @Nullable Exception cause) {
        String message = "The object is not one of an event of type " + event.getType() + '.';
        LOG.warn("Event {} of Stripe can't be read: {}", event.getId(), message, cause);
        return new ContractException(
                ErrorCode.INVALID, message, List.of(new FieldError(null, "data.object", "value_error", message)));
    }
}

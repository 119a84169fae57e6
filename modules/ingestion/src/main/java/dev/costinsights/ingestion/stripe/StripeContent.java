package dev.costinsights.ingestion.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event says.
 *
 * @param facts as far as the event tells
 * @param invoiceOfPayment invoices by the payments that are for them: an id of a payment intent, else of a charge
 */
public record StripeContent(List<StripeFact> facts, Map<String, String> invoiceOfPayment) {
    /** Of something that is revenue, but adds no fact of its own. */
    static final StripeContent NONE = new StripeContent(List.of(), Map.of());

    public StripeContent {
        facts = List.copyOf(facts);
        invoiceOfPayment = Map.copyOf(new LinkedHashMap<>(invoiceOfPayment));
    }

    static StripeContent of(StripeFact fact) {
        return new StripeContent(List.of(fact), Map.of());
    }
}

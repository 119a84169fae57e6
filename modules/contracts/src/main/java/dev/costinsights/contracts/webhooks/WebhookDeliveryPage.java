package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * A part of a list of deliveries.
 *
 * @param totalCount how many the whole list has
 */
public record WebhookDeliveryPage(List<WebhookDelivery> items, long totalCount) implements Message {
    public WebhookDeliveryPage {
        items = List.copyOf(items);
    }
}

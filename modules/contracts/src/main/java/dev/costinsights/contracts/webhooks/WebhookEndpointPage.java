package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * A part of a list of endpoints.
 *
 * @param totalCount how many the whole list has
 */
public record WebhookEndpointPage(List<WebhookEndpoint> items, long totalCount) implements Message {
    public WebhookEndpointPage {
        items = List.copyOf(items);
    }
}

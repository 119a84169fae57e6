package dev.costinsights.contracts.webhooks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who delivers, and so how deliveries are signed and what they say. */
public enum WebhookProvider {
    POLAR,
    STRIPE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty for a name that is no provider */
    public static Optional<WebhookProvider> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(provider -> provider.wireName().equals(name))
                .findFirst();
    }
}

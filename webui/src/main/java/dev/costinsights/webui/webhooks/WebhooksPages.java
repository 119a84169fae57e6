package dev.costinsights.webui.webhooks;

import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookDeliveryPage;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookEndpointPage;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.webhooks.WebhooksPage.Delivery;
import dev.costinsights.webui.webhooks.WebhooksPage.Endpoint;
import dev.costinsights.webui.webhooks.WebhooksPage.Form;
import dev.costinsights.webui.webhooks.WebhooksPage.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns endpoints and deliveries into what the templates read. */
final class WebhooksPages {
    static final int PAGE_ROWS = 25;

    private static final int ACCEPTED = 200;
    private static final int REFUSED = 422;

    private WebhooksPages() {}

    static String href(UUID id) {
        return WebhooksHandler.PATH + "/" + id;
    }

    static String href(UUID id, long page) {
        return page == 1 ? href(id) : href(id) + "?page=" + page;
    }

    static WebhooksPage list(
            WebhookEndpointPage found, WebhookForm form, @Nullable String notice, ZoneId zone, Instant now) {
        return new WebhooksPage(
                notice,
                found.items().stream().map(endpoint -> row(endpoint, zone, now)).toList(),
                found.totalCount() >= WebhookEndpoint.MAX_ENDPOINTS,
                WebhookEndpoint.MAX_ENDPOINTS,
                form(form));
    }

    private static Row row(WebhookEndpoint endpoint, ZoneId zone, Instant now) {
        return new Row(
                endpoint.name(),
                label(endpoint.provider()),
                href(endpoint.id()),
                hint(endpoint),
                endpoint.disabled() ? "Off" : "On",
                endpoint.disabled(),
                Moment.of(endpoint.createdAt(), zone, now));
    }

    /** @param server address that providers use */
    static Endpoint one(
            WebhookEndpoint endpoint,
            WebhookDeliveryPage deliveries,
            long page,
            WebhookForm form,
            @Nullable String notice,
            String server,
            ZoneId zone,
            Instant now) {
        Instant previousUntil = endpoint.previousSecretUntil();
        return new Endpoint(
                notice,
                endpoint.name(),
                label(endpoint.provider()),
                endpoint.provider() == WebhookProvider.STRIPE,
                href(endpoint.id()),
                server + "/v1/webhooks/" + endpoint.provider().wireName() + "/" + endpoint.id(),
                hint(endpoint),
                previousUntil == null || previousUntil.isBefore(now) ? null : Moment.of(previousUntil, zone, now),
                endpoint.disabled(),
                Moment.of(endpoint.createdAt(), zone, now),
                form(form),
                deliveries.items().stream()
                        .map(delivery -> delivery(delivery, zone, now))
                        .toList(),
                Pager.of(page, PAGE_ROWS, deliveries.totalCount(), to -> href(endpoint.id(), to)));
    }

    private static Delivery delivery(WebhookDelivery delivery, ZoneId zone, Instant now) {
        boolean refused = delivery.outcome() == WebhookDelivery.Outcome.REFUSED;
        return new Delivery(
                Moment.of(delivery.receivedAt(), zone, now),
                delivery.type(),
                delivery.id(),
                state(delivery.outcome()),
                refused,
                refused ? REFUSED : ACCEPTED,
                words(delivery));
    }

    private static String state(WebhookDelivery.Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> "Accepted";
            case DUPLICATE -> "Known";
            case IGNORED -> "Ignored";
            case REFUSED -> "Refused";
        };
    }

    private static String words(WebhookDelivery delivery) {
        return switch (delivery.outcome()) {
            case ACCEPTED -> kept(delivery);
            case DUPLICATE -> "It was delivered before. Nothing is counted twice.";
            case IGNORED -> "It says nothing about revenue.";
            case REFUSED -> Objects.requireNonNullElse(delivery.reason(), "Its facts can't be kept.");
        };
    }

    private static String kept(WebhookDelivery delivery) {
        List<String> parts = new ArrayList<>();
        parts.add(Numbers.count(delivery.inserted(), "fact kept", "facts kept"));
        if (delivery.duplicates() > 0) {
            parts.add(Numbers.count(delivery.duplicates()) + " known before");
        }
        if (delivery.waiting() > 0) {
            parts.add(Numbers.count(delivery.waiting()) + " waiting for what they belong to");
        }
        return String.join(", ", parts);
    }

    private static Form form(WebhookForm form) {
        WebhookProvider provider = form.provider();
        String first = Stream.of(WebhookForm.PROVIDER, WebhookForm.NAME, WebhookForm.SECRET, WebhookForm.CUSTOMER_KEY)
                .filter(form.problems()::containsKey)
                .findFirst()
                .orElse("");
        return new Form(
                provider == null ? "" : provider.wireName(),
                form.name(),
                form.keepPrevious(),
                form.customerKey(),
                form.problems(),
                first,
                WebhookEndpoint.MAX_NAME_LENGTH,
                WebhookEndpoint.MAX_SECRET_LENGTH,
                WebhookEndpoint.MAX_CUSTOMER_KEY_LENGTH);
    }

    private static String hint(WebhookEndpoint endpoint) {
        return "…" + endpoint.secretHint();
    }

    private static String label(WebhookProvider provider) {
        return switch (provider) {
            case POLAR -> "Polar";
            case STRIPE -> "Stripe";
        };
    }
}

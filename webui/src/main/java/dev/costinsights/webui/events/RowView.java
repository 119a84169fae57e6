package dev.costinsights.webui.events;

import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.webui.events.EventsPage.Fact;
import dev.costinsights.webui.events.EventsPage.Row;
import dev.costinsights.webui.events.FeedRow.Earned;
import dev.costinsights.webui.events.FeedRow.Happened;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of the feed into words.
 *
 * @param costs format of the page's costs
 * @param revenue format of the page's revenue
 */
record RowView(EventsView view, MoneyFormat costs, MoneyFormat revenue) {
    private static final int VALUES_SHOWN = 3;
    private static final int LONGEST_SHOWN = 60;

    private static final Map<String, String> REASONS = Map.of(
            "purchase", "purchase",
            "subscription_create", "first payment",
            "subscription_cycle", "renewal",
            "subscription_update", "change of plan");

    Row row(FeedRow row) {
        return row instanceof Happened happened ? of(happened) : of(((Earned) row).entry());
    }

    private Row of(Happened happened) {
        Event event = happened.event();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Name", event.name(), Addresses.eventName(view.days(), event.name())));
        facts.add(new Fact(
                "Only",
                "Events of this name",
                view.with(onlyNamed(event.name())).href()));
        String customer = customer(event);
        if (!customer.isEmpty()) {
            facts.add(new Fact("Customer", customer, customerHref(event)));
        }
        if (event.parentId() != null) {
            facts.add(new Fact("Part of", "The event above it", Addresses.event(event.parentId())));
        }
        usage(event.llm(), facts);
        facts.add(new Fact("Id", event.id().toString(), null));
        String beneath = event.childCount() == 0 ? null : Numbers.count(event.childCount()) + " beneath";
        return new Row(
                Moment.ofTime(event.timestamp(), view.days().zone()),
                event.label(),
                about(event),
                customer,
                beneath,
                happened.costCents() == null
                        ? null
                        : costs.flow(happened.costCents().negate()),
                "k",
                facts,
                metadata(event.metadata()),
                Addresses.event(event.id()),
                event.childCount() == 0
                        ? "Open"
                        : "Open with " + Numbers.count(event.childCount(), "event", "events") + " beneath");
    }

    private Filters onlyNamed(String name) {
        return view.filters().withNames(Set.of(name));
    }

    private static String customer(Event event) {
        Customer customer = event.customer();
        if (customer != null) {
            return customer.name() != null
                    ? customer.name()
                    : customer.email() != null
                            ? customer.email()
                            : customer.externalId() != null
                                    ? customer.externalId()
                                    : customer.id().toString();
        }
        return event.externalCustomerId() != null
                ? event.externalCustomerId()
                : event.customerId() == null ? "" : event.customerId().toString();
    }

    private @Nullable String customerHref(Event event) {
        if (event.customer() != null) {
            return Addresses.customer(view.days(), event.customer().id());
        }
        String key = customer(event);
        return key.isEmpty() ? null : Addresses.customer(view.days(), key);
    }

    private static void usage(@Nullable LlmUsage llm, List<Fact> facts) {
        if (llm == null) {
            return;
        }
        facts.add(new Fact("Model", llm.vendor() + ", " + llm.model(), null));
        tokens("Tokens in", llm.inputTokens(), facts);
        tokens("of them cached", llm.cachedInputTokens(), facts);
        tokens("Tokens out", llm.outputTokens(), facts);
        tokens("Tokens in all", llm.totalTokens(), facts);
    }

    private static void tokens(String label, @Nullable Long count, List<Fact> facts) {
        if (count != null) {
            facts.add(new Fact(label, Numbers.count(count), null));
        }
    }

    private static String about(Event event) {
        LlmUsage llm = event.llm();
        var about = new StringJoiner(" · ");
        if (!event.label().equals(event.name())) {
            about.add(cut(event.name()));
        }
        if (llm != null) {
            about.add(cut(llm.model()));
            Long tokens = tokens(llm);
            if (tokens != null) {
                about.add(Numbers.count(tokens, "token", "tokens"));
            }
        } else {
            event.metadata().entrySet().stream()
                    .limit(VALUES_SHOWN)
                    .forEach(entry -> about.add(cut(entry.getKey()) + ": " + cut(text(entry.getValue()))));
        }
        return about.toString();
    }

    private static @Nullable Long tokens(LlmUsage llm) {
        if (llm.totalTokens() != null) {
            return llm.totalTokens();
        }
        return llm.inputTokens() == null || llm.outputTokens() == null
                ? null
                : Long.valueOf(llm.inputTokens() + llm.outputTokens());
    }

    private List<Fact> metadata(Map<String, MetadataValue> metadata) {
        return metadata.entrySet().stream()
                .map(entry -> new Fact(entry.getKey(), text(entry.getValue()), only(entry.getKey(), entry.getValue())))
                .toList();
    }

    private String only(String path, MetadataValue value) {
        Map<String, Set<String>> metadata = new LinkedHashMap<>(view.filters().metadata());
        metadata.put(path, new LinkedHashSet<>(Set.of(text(value))));
        return view.with(view.filters().withMetadata(metadata)).href();
    }

    /** As it is filtered by. */
    static String text(MetadataValue value) {
        if (value instanceof MetadataValue.Decimal decimal) {
            return decimal.value().toPlainString();
        } else if (value instanceof MetadataValue.Text text) {
            return text.value();
        }
        return value instanceof MetadataValue.Whole whole
                ? whole.value().toString()
                : Boolean.toString(((MetadataValue.Flag) value).value());
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN - 1)) + "…";
    }

    private Row of(Entry entry) {
        List<Fact> facts = new ArrayList<>();
        String customer = entry.customerName() != null
                ? entry.customerName()
                : entry.customerId() == null ? "" : entry.customerId().toString();
        if (entry.customerId() != null) {
            facts.add(new Fact("Customer", customer, Addresses.customer(view.days(), entry.customerId())));
        }
        String product = product(entry);
        if (!product.isEmpty()) {
            facts.add(new Fact("Product", product, view.days().href(Addresses.PRODUCTS)));
        }
        if (entry.billingReason() != null) {
            facts.add(new Fact("Billing reason", entry.billingReason(), null));
        }
        if (entry.orderId() != null) {
            facts.add(new Fact("Order", entry.orderId().toString(), null));
        }
        if (!entry.id().equals(entry.orderId())) {
            facts.add(new Fact(kind(entry), entry.id().toString(), null));
        }
        return new Row(
                Moment.ofTime(entry.at(), view.days().zone()),
                kind(entry),
                List.of(product, reason(entry)).stream()
                        .filter(text -> !text.isEmpty())
                        .map(RowView::cut)
                        .collect(Collectors.joining(" · ")),
                customer,
                null,
                revenue.flow(entry.amountCents()),
                "r",
                facts,
                List.of(),
                null,
                null);
    }

    private static String product(Entry entry) {
        return entry.productName() != null
                ? entry.productName()
                : entry.productId() == null ? "" : entry.productId().toString();
    }

    private static String reason(Entry entry) {
        String reason = entry.billingReason();
        return reason == null ? "" : REASONS.getOrDefault(reason, reason);
    }

    static String kind(Entry entry) {
        return switch (entry.kind()) {
            case ORDER -> "Order";
            case REFUND -> "Refund";
            case DISPUTE -> "Dispute";
            case DISPUTE_WON -> "Dispute won";
        };
    }
}

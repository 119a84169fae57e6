package dev.costinsights.webui.customer;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.webui.customer.CustomerPage.Item;
import dev.costinsights.webui.customer.CustomerPage.Latest;
import dev.costinsights.webui.customer.CustomerPage.Orders;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds what happened last: traces and revenue entries of the range, and orders and refunds of all time. */
final class LatestView {
    private static final int ORDERS = 12;

    private final CustomerView view;
    private final Instant now;

    private LatestView(CustomerView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    private record Timed(Instant at, Item item) {}

    static Latest latest(CustomerView view, CustomerAnswers answers, Instant now) {
        return new LatestView(view, now).latest(answers);
    }

    /** Null for a customer that nobody registered. */
    static @Nullable Orders orders(CustomerView view, CustomerAnswers answers, Instant now) {
        return answers.money() == null ? null : new LatestView(view, now).orders(answers.entries());
    }

    private Latest latest(CustomerAnswers answers) {
        List<Timed> all = new ArrayList<>();
        if (answers.latest() != null) {
            answers.latest().items().forEach(event -> all.add(new Timed(event.timestamp(), item(event))));
        }
        Instant from = view.days().range().startInstant();
        if (answers.entries() != null) {
            answers.entries().items().stream()
                    .filter(entry -> !entry.at().isBefore(from))
                    .forEach(entry -> all.add(new Timed(entry.at(), item(entry))));
        }
        boolean entriesMissing = answers.money() != null && answers.entries() == null;
        String notice = answers.latest() == null
                ? "Its events can't be shown right now."
                : entriesMissing ? "Its orders and refunds can't be shown right now." : "";
        return new Latest(
                Addresses.eventsOf(view.days(), view.key()),
                notice,
                all.stream()
                        .sorted(Comparator.comparing(Timed::at).reversed())
                        .limit(CustomerQuestions.LATEST)
                        .map(Timed::item)
                        .toList());
    }

    private Orders orders(@Nullable RevenueEntryPage entries) {
        String csv = view.csvHref(CustomerCsv.Table.ORDERS);
        if (entries == null) {
            return new Orders(true, List.of(), "", csv);
        }
        List<Item> items =
                entries.items().stream().limit(ORDERS).map(this::item).toList();
        int hidden = entries.items().size() - items.size();
        String more = entries.hasMore()
                ? "More than " + Numbers.count(hidden) + " earlier ones"
                : hidden == 0 ? "" : Numbers.count(hidden, "earlier one", "earlier ones");
        return new Orders(false, items, more, csv);
    }

    private Item item(Event event) {
        BigDecimal cost = Objects.requireNonNullElseGet(
                event.sums().get(StatisticsScope.COST),
                () -> event.cost() == null ? BigDecimal.ZERO : event.cost().cents());
        boolean known = event.sums().containsKey(StatisticsScope.COST) || event.cost() != null;
        BigDecimal amount = cost.negate();
        return new Item(
                moment(event.timestamp()),
                event.label().isBlank() ? "(no name)" : event.label(),
                Addresses.event(event.id()),
                sub(event),
                known ? signed(amount) : "–",
                known ? "cst" : "");
    }

    private static String sub(Event event) {
        if (event.childCount() > 0) {
            return Numbers.count(event.childCount() + 1, "event", "events");
        }
        return event.llm() == null ? "" : event.llm().model();
    }

    private Item item(Entry entry) {
        return new Item(
                moment(entry.at()),
                words(entry),
                null,
                Objects.requireNonNullElse(entry.productName(), ""),
                signed(entry.amountCents()),
                "rev");
    }

    static String words(Entry entry) {
        return switch (entry.kind()) {
            case REFUND -> "Refund";
            case DISPUTE -> "Dispute";
            case DISPUTE_WON -> "Dispute won";
            case ORDER -> {
                String reason = entry.billingReason();
                yield reason == null
                        ? "Order"
                        : switch (reason) {
                            case "subscription_create" -> "Subscription started";
                            case "subscription_cycle" -> "Subscription renewed";
                            case "subscription_update" -> "Subscription changed";
                            case "purchase" -> "Purchase";
                            default -> "Order";
                        };
            }
        };
    }

    private Moment moment(Instant at) {
        return Moment.of(at, view.days().zone(), now);
    }

    private static String signed(BigDecimal cents) {
        return MoneyFormat.figure(cents).signed(cents);
    }
}

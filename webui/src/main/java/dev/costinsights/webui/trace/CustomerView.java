package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.range.RangeState;
import dev.costinsights.webui.trace.EventPage.CustomerPanel;
import dev.costinsights.webui.trace.EventPage.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose event it is, and what this customer brought and cost to date. */
final class CustomerView {
    private final Event event;
    private final RangeState days;

    private CustomerView(Event event, RangeState days) {
        this.event = event;
        this.days = days;
    }

    /**
     * The panel.
     *
     * @param profits of the customer; an empty list when nothing is known of it, null when that can't be told now
     */
    static CustomerPanel of(Event event, RangeState days, @Nullable List<CustomerProfit> profits, Instant now) {
        return new CustomerView(event, days).build(profits, now);
    }

    /** What the customer is called; empty for an event of nobody. */
    static Optional<String> name(Event event) {
        if (event.customer() != null) {
            return Stream.of(
                            event.customer().name(),
                            event.customer().externalId(),
                            event.customer().email(),
                            event.customer().id().toString())
                    .filter(name -> name != null && !name.isBlank())
                    .findFirst();
        }
        return key(event);
    }

    /** Where more is told of it; null for an event of nobody. */
    static @Nullable String href(Event event, RangeState days) {
        return event.customer() != null
                ? Addresses.customer(days, event.customer().id())
                : key(event).map(key -> Addresses.customer(days, key)).orElse(null);
    }

    private static Optional<String> key(Event event) {
        return Stream.of(
                        event.externalCustomerId(),
                        event.customerId() == null ? null : event.customerId().toString())
                .filter(key -> key != null && !key.isBlank())
                .findFirst();
    }

    private CustomerPanel build(@Nullable List<CustomerProfit> profits, Instant now) {
        Optional<String> name = name(event);
        if (name.isEmpty()) {
            return panel(
                    "No customer",
                    null,
                    null,
                    "The event was sent without a customer. Its cost counts as unattributed.");
        }
        boolean registered = event.customer() != null;
        String external = event.externalCustomerId();
        String sub = name.get().equals(external) ? null : external;
        if (event.customerId() == null) {
            return panel(name.get(), sub, null, unregistered());
        } else if (profits == null) {
            return panel(name.get(), sub, null, "What this customer brought and cost can't be told right now.");
        } else if (profits.isEmpty()) {
            String nothing = registered ? "Nothing is known of what this customer brought." : unregistered();
            return panel(name.get(), sub, null, nothing);
        }
        CustomerProfit profit = profits.get(0);
        String known = !registered && profit.name() != null && !profit.name().isBlank() ? profit.name() : name.get();
        return panel(known, sub, figures(profit, now), null);
    }

    private static String unregistered() {
        return "No customer is registered under this id, so no revenue can be set against its costs.";
    }

    private CustomerPanel panel(String name, @Nullable String sub, @Nullable Figures figures, @Nullable String say) {
        String href = href(event, days);
        String events = key(event).map(key -> Addresses.eventsOf(days, key)).orElse(null);
        boolean registered = event.customer() != null;
        return new CustomerPanel(name, sub, registered ? href : null, figures, say, events, registered ? null : href);
    }

    private Figures figures(CustomerProfit profit, Instant now) {
        ProfitFigures figures = profit.figures();
        BigDecimal earned = figures.profitCents();
        return new Figures(
                profit.firstActivityAt() == null ? null : Moment.of(profit.firstActivityAt(), days.zone(), now),
                Term.of(Metric.NET_REVENUE_BY_DATE, "Net revenue to date"),
                money(figures.netRevenueByDateCents()),
                Term.of(Metric.COSTS, "Costs to date"),
                money(figures.costCents()),
                Term.of(Metric.PROFIT, "Profit to date"),
                money(earned),
                earned.signum() < 0);
    }

    private static Money money(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
    }
}

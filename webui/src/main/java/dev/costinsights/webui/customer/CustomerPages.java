package dev.costinsights.webui.customer;

import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.customer.CustomerAnswers.Registered;
import dev.costinsights.webui.customer.CustomerPage.Figure;
import dev.costinsights.webui.customer.CustomerPage.Subscription;
import dev.costinsights.webui.customer.CustomerPage.Tag;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what is known of a customer into its page. */
final class CustomerPages {
    private CustomerPages() {}

    static CustomerPage page(CustomerView view, List<String> notices, CustomerAnswers answers, Instant now) {
        Registered money = answers.money();
        CustomerState state = money == null ? null : money.state();
        BigDecimal total = money == null ? null : money.now().figures().costCents();
        List<Subscription> subscriptions = state == null ? null : SubscriptionsView.of(view, state, answers.entries());
        return new CustomerPage(
                Controls.withoutInterval(
                        view.path(),
                        view.days(),
                        view.fields(),
                        days -> view.with(days).href()),
                view.days().href(Addresses.CUSTOMERS),
                money == null ? view.key() : name(money.now()),
                tags(view, money),
                notices,
                money == null ? null : EquationView.of(money),
                money == null ? spent(answers) : null,
                money == null ? null : EquationView.target(view, money),
                money == null ? null : MonthsView.chart(view, money),
                money == null ? null : MonthsView.worth(view, money),
                List.of(CostsView.byName(view, answers, total), CostsView.byModel(view, answers, total)),
                LatestView.latest(view, answers, now),
                subscriptions,
                LatestView.orders(view, answers, now),
                money == null ? register(view.key()) : null,
                footer(view.days(), money != null));
    }

    /** What a reader calls a customer. */
    private static String name(CustomerProfit customer) {
        return Stream.of(customer.name(), customer.externalCustomerId(), customer.email())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(customer.customerId().toString());
    }

    private static List<Tag> tags(CustomerView view, @Nullable Registered money) {
        if (money == null) {
            return List.of(new Tag("Not registered", ""));
        }
        List<Tag> tags = new ArrayList<>();
        CustomerProfit now = money.now();
        if (money.state() == null) {
            tags.add(new Tag("Deleted, or named only by orders", ""));
        }
        Instant first = now.firstActivityAt();
        tags.add(new Tag(first == null ? "Not active yet" : "Active since " + day(view, first), ""));
        if (now.externalCustomerId() != null) {
            tags.add(new Tag(now.externalCustomerId(), "mono"));
        }
        if (now.email() != null && !now.email().equals(name(now))) {
            tags.add(new Tag(now.email(), ""));
        }
        if (now.figures().profitCents().signum() < 0) {
            tags.add(new Tag("Costs more than it pays", "los"));
        }
        return tags;
    }

    private static String day(CustomerView view, Instant at) {
        return Days.day(at.atZone(view.days().zone()).toLocalDate(), view.days().today());
    }

    /** Costs alone; null when they aren't known. */
    private static @Nullable Figure spent(CustomerAnswers answers) {
        TimeseriesAnswer names = answers.names();
        if (names == null) {
            return null;
        }
        TimeseriesAnswer before = answers.namesBefore();
        return EquationView.figure(
                Term.of(Metric.COSTS, "Costs", null),
                CostsView.sum(CostsView.names(names, null)),
                before == null ? null : CostsView.sum(CostsView.names(before, null)),
                Delta.Good.DOWN);
    }

    private static String register(String externalId) {
        return new JsonObject()
                .put("external_id", externalId)
                .put("email", "billing@example.com")
                .put("name", "Their name")
                .encodePrettily();
    }

    private static List<String> footer(RangeState days, boolean registered) {
        var previous = days.range().previous();
        return List.of(
                Days.fullRange(days.range().start(), days.range().end()) + ", "
                        + days.zone().getId(),
                "Compared with " + Days.range(previous.start(), previous.end(), days.today()),
                registered
                        ? "Costs are exact to a trillionth of a cent and rounded only for display"
                        : "Costs are those of its traces");
    }
}

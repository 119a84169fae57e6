package dev.costinsights.webui.customer;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Kind;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Made-up answers about one customer: it pays 94.64 and costs 595.44 dollars. */
public final class KnownCustomers {
    public static final UUID ID = UUID.fromString("11111111-2222-4333-8444-555555555555");
    public static final String EXTERNAL_ID = "halcyon-freight";

    private static final UUID PRODUCT = UUID.fromString("22222222-2222-4333-8444-555555555555");
    private static final StatisticsSource SOURCE = new StatisticsSource(StatisticsSource.EXACT, Instant.EPOCH);

    private KnownCustomers() {}

    /** What it paid and cost. */
    public static CustomerProfit profit(String name, String netRevenueCents, String costCents) {
        BigDecimal revenue = new BigDecimal(netRevenueCents);
        return new CustomerProfit(
                ID,
                EXTERNAL_ID,
                name,
                "billing@halcyon.example",
                new ProfitFigures(revenue, revenue, revenue, BigDecimal.ZERO, new BigDecimal(costCents)),
                55_938,
                new BigDecimal("-81202"),
                new BigDecimal("-276312.5"),
                CustomerProfit.Confidence.LOW,
                Instant.parse("2026-02-08T09:00:00Z"),
                Instant.parse("2026-11-23T11:00:00Z"),
                "agent.run");
    }

    /** Registered, and subscribed to one product. */
    public static CustomerState state() {
        var customer = new Customer(
                Organizations.DEFAULT_ID,
                ID,
                EXTERNAL_ID,
                Customer.Type.INDIVIDUAL,
                "billing@halcyon.example",
                "Halcyon Freight",
                null,
                null,
                null,
                null,
                Map.of(),
                Instant.parse("2026-02-08T09:00:00Z"),
                null,
                null);
        return new CustomerState(
                customer, List.of(subscription("usd", 9_900, 1), subscription("jpy", 9_900, 3)), Instant.EPOCH);
    }

    private static ActiveSubscription subscription(String currency, long amount, int months) {
        return new ActiveSubscription(
                UUID.randomUUID(),
                Instant.EPOCH,
                null,
                Map.of(),
                false,
                amount,
                currency,
                "month",
                months,
                Instant.parse("2026-11-08T09:00:00Z"),
                Instant.parse("2026-12-08T09:00:00Z"),
                null,
                null,
                false,
                null,
                null,
                null,
                PRODUCT,
                null);
    }

    /** Costs of so many names: 400, 399, 398 dollars and so on. */
    public static TimeseriesAnswer names(int count) {
        List<EventStatistics> names = IntStream.range(0, count)
                .mapToObj(i -> new EventStatistics(
                        "name." + i,
                        i == 0 ? "Agent <run>" : "name." + i,
                        null,
                        10 + i,
                        1,
                        List.of(field(40_000 - 100L * i))))
                .toList();
        return new TimeseriesAnswer(List.of(), names, SOURCE);
    }

    private static FieldStatistics field(long cents) {
        return new FieldStatistics(
                BigDecimal.valueOf(cents), BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
    }

    /** Costs of two models. */
    public static PropertyStatistics models() {
        return new PropertyStatistics(
                List.of(
                        new PropertyStatistics.Item("gpt-5", 7, 1, List.of(new BigDecimal("50000"))),
                        new PropertyStatistics.Item("<b>", 3, 1, List.of(new BigDecimal("0.0000001")))),
                SOURCE);
    }

    /** A trace of seven events. */
    public static EventPage events() {
        var event = new Event(
                Organizations.DEFAULT_ID,
                UUID.fromString("33333333-2222-4333-8444-555555555555"),
                Instant.parse("2026-11-23T11:00:00Z"),
                "agent.run",
                "Agent run",
                ID,
                null,
                EXTERNAL_ID,
                null,
                null,
                null,
                6,
                Map.of(),
                null,
                null,
                Map.of("_cost.amount", new BigDecimal("13.12")));
        return new EventPage(List.of(event), false, null, Instant.EPOCH);
    }

    /** Nothing. */
    public static EventPage noEvents() {
        return new EventPage(List.of(), false, null, Instant.EPOCH);
    }

    /** Renewals of each month and a refund. */
    public static RevenueEntryPage entries() {
        List<Entry> renewals = IntStream.range(0, 14)
                .mapToObj(i -> entry(Kind.ORDER, "subscription_cycle", "9464", "2026-11-08T09:00:00Z", i))
                .toList();
        return new RevenueEntryPage(
                Stream.concat(Stream.of(entry(Kind.REFUND, null, "-500", "2026-11-09T09:00:00Z", 0)), renewals.stream())
                        .toList(),
                false,
                Instant.EPOCH);
    }

    private static Entry entry(Kind kind, String reason, String cents, String at, int monthsBefore) {
        return new Entry(
                UUID.randomUUID(),
                kind,
                null,
                Instant.parse(at).minusSeconds(2_592_000L * monthsBefore),
                new BigDecimal(cents),
                ID,
                "Halcyon Freight",
                PRODUCT,
                "Pro <plan>",
                reason);
    }
}

package dev.costinsights.samples;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DemoRevenueTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant UNTIL = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<SampleFact> FACTS = DemoRevenue.facts(1, TODAY, UNTIL);

    @Test
    void tellsTheSameAgainAndOnlyMoreLater() {
        List<SampleFact> later = DemoRevenue.facts(1, TODAY.plusDays(3), UNTIL.plusSeconds(3 * 86_400));

        assertThat(DemoRevenue.facts(1, TODAY, UNTIL)).isEqualTo(FACTS);
        assertThat(later).containsAll(FACTS).hasSizeGreaterThan(FACTS.size());
    }

    @Test
    void keepsEveryVersionOfEveryObjectOnce() {
        Map<String, Long> versions = FACTS.stream()
                .collect(groupingBy(fact -> fact.type() + id(fact) + fact.data().get("modified_at"), counting()));

        assertThat(versions.values()).containsOnly(1L);
        assertThat(FACTS).allMatch(fact -> UUID.fromString(id(fact)).version() == 4);
    }

    @Test
    void speaksOnlyOfWhatIsKnown() {
        Set<String> customers = ids("customer.created");
        Set<String> products = ids("product.created");
        Set<String> subscriptions = ids("subscription.created");

        assertThat(customers).hasSize(240);
        assertThat(of("order.paid"))
                .hasSizeGreaterThan(3_000)
                .allMatch(order -> customers.contains(text(order, "customer_id"))
                        && products.contains(text(order, "product_id"))
                        && (order.data().get("subscription_id") == null
                                || subscriptions.contains(text(order, "subscription_id"))));
        assertThat(of("refund.created"))
                .isNotEmpty()
                .allMatch(refund -> ids("order.paid").contains(text(refund, "order_id")));
    }

    @Test
    void hasTrialsUpgradesAndCancellations() {
        assertThat(FACTS)
                .anyMatch(fact -> "trialing".equals(fact.data().get("status")))
                .anyMatch(fact -> fact.type().equals("subscription.updated"))
                .anyMatch(fact -> fact.type().equals("subscription.canceled"))
                .anyMatch(fact ->
                        "eur".equals(fact.data().get("currency")) && fact.data().containsKey("exchange_rate"))
                .noneMatch(fact -> fact.timestamp().isAfter(UNTIL));
    }

    @Test
    void whoIsRevokedPaysNoMore() {
        Map<String, Instant> ends =
                of("subscription.revoked").stream().collect(toMap(DemoRevenueTest::id, SampleFact::timestamp));

        assertThat(of("order.paid")).isNotEmpty().noneMatch(order -> {
            Instant end = ends.get(order.data().get("subscription_id"));
            return end != null && !order.timestamp().isBefore(end);
        });
    }

    private static List<SampleFact> of(String type) {
        return FACTS.stream().filter(is(type)).toList();
    }

    private static Set<String> ids(String type) {
        return FACTS.stream().filter(is(type)).map(DemoRevenueTest::id).collect(toSet());
    }

    private static Predicate<SampleFact> is(String type) {
        return fact -> fact.type().equals(type);
    }

    private static String id(SampleFact fact) {
        return text(fact, "id");
    }

    private static String text(SampleFact fact, String field) {
        return (String) fact.data().get(field);
    }
}

package dev.costinsights.aggregation;

import dev.costinsights.testkit.TestFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What revenue totals must be, computed from facts one by one, whatever their order. Versions of an object differ. */
final class ExpectedRevenue {
    private static final UUID NIL = new UUID(0, 0);
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(60),
            Duration.ofHours(26),
            Duration.ofHours(7 * 24 + 2),
            Duration.ofHours(31 * 24 + 2),
            Duration.ofHours(366 * 24 + 2));

    private final Map<String, Map<UUID, List<TestFacts.Fact>>> facts = new HashMap<>();
    private final Map<String, BigDecimal[]> rows = new HashMap<>();

    private ExpectedRevenue(Collection<TestFacts.Fact> all) {
        for (TestFacts.Fact fact : all) {
            facts.computeIfAbsent(fact.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(fact.objectId(), id -> new ArrayList<>())
                    .add(fact);
        }
        facts.values()
                .forEach(objects -> objects.values()
                        .forEach(versions -> versions.sort(Comparator.comparing(TestFacts.Fact::versionAt))));
    }

    /** All rows as text: table and key, then the numbers. */
    static SortedMap<String, String> of(Collection<TestFacts.Fact> facts) {
        var expected = new ExpectedRevenue(facts);
        expected.objects("order").forEach(expected::order);
        expected.objects("refund").forEach(expected::refund);
        expected.objects("dispute").forEach(expected::dispute);
        SortedMap<String, String> text = new TreeMap<>();
        expected.rows.forEach((key, numbers) -> {
            if (List.of(numbers).stream().anyMatch(number -> number.signum() != 0)) {
                text.put(key, text(numbers));
            }
        });
        return text;
    }

    static String text(BigDecimal... numbers) {
        StringBuilder text = new StringBuilder();
        for (BigDecimal number : numbers) {
            text.append(' ')
                    .append(
                            number.signum() == 0
                                    ? "0"
                                    : number.stripTrailingZeros().toPlainString());
        }
        return text.toString();
    }

    private Collection<List<TestFacts.Fact>> objects(String kind) {
        return facts.getOrDefault(kind, Map.of()).values();
    }

    private static TestFacts.Fact last(List<TestFacts.Fact> versions) {
        return versions.get(versions.size() - 1);
    }

    private TestFacts.@Nullable Fact now(String kind, @Nullable UUID id) {
        List<TestFacts.Fact> versions =
                id == null ? null : facts.getOrDefault(kind, Map.of()).get(id);
        return versions == null ? null : last(versions);
    }

    private static @Nullable UUID id(TestFacts.Fact fact, String field) {
        return (UUID) fact.data().get(field);
    }

    private static Instant createdAt(TestFacts.Fact fact) {
        return (Instant) fact.data().get("created_at");
    }

    private static BigDecimal number(TestFacts.Fact fact, String field) {
        Object value = fact.data().get(field);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    private static BigDecimal round(BigDecimal cents) {
        return cents.setScale(0, RoundingMode.HALF_UP);
    }

    private static boolean counts(TestFacts.Fact order) {
        return Set.of("paid", "refunded", "partially_refunded")
                .contains(order.data().get("status"));
    }

    private BigDecimal rate(TestFacts.Fact order) {
        if (order.data().get("exchange_rate") != null) {
            return number(order, "exchange_rate");
        }
        LocalDate day = createdAt(order).atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate nearest = LocalDate.MIN;
        BigDecimal rate = BigDecimal.ONE;
        for (List<TestFacts.Fact> versions : objects("exchange_rate")) {
            TestFacts.Fact set = last(versions);
            LocalDate setDay = (LocalDate) set.data().get("day");
            if (set.data().get("currency").equals(order.data().get("currency"))
                    && !setDay.isAfter(day)
                    && !setDay.isBefore(nearest)) {
                nearest = setDay;
                rate = number(set, "rate");
            }
        }
        return rate;
    }

    private BigDecimal claimed(TestFacts.Fact claim, TestFacts.Fact order) {
        BigDecimal rate = claim.data().get("exchange_rate") == null ? rate(order) : number(claim, "exchange_rate");
        return round(number(claim, "amount").multiply(rate));
    }

    private void order(List<TestFacts.Fact> versions) {
        TestFacts.Fact order = last(versions);
        BigDecimal refunded = BigDecimal.ZERO;
        for (List<TestFacts.Fact> refund : objects("refund")) {
            if (order.objectId().equals(id(last(refund), "order_id"))
                    && last(refund).data().get("status").equals("succeeded")) {
                refunded = refunded.add(claimed(last(refund), order));
            }
        }
        boolean counts = counts(order);
        add(
                createdAt(order),
                order,
                stage(order),
                counts ? BigDecimal.ONE : BigDecimal.ZERO,
                counts ? round(number(order, "net_amount").multiply(rate(order))) : BigDecimal.ZERO,
                counts ? number(order, "platform_fee_amount") : BigDecimal.ZERO,
                refunded,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
        if (counts && !order.data().get("currency").equals("usd")) {
            for (int grain : List.of(15, 60, 1_440)) {
                put(
                        "rate " + grain + " " + bucket(grain, createdAt(order)) + " "
                                + order.data().get("currency"),
                        rate(order),
                        BigDecimal.ONE);
            }
        }
    }

    private void refund(List<TestFacts.Fact> versions) {
        TestFacts.Fact refund = last(versions);
        TestFacts.Fact order = now("order", id(refund, "order_id"));
        if (order != null && refund.data().get("status").equals("succeeded")) {
            addOwn(createdAt(refund), order, claimed(refund, order), BigDecimal.ZERO);
        }
    }

    private void dispute(List<TestFacts.Fact> versions) {
        TestFacts.Fact dispute = last(versions);
        TestFacts.Fact order = now("order", id(dispute, "order_id"));
        if (order == null) {
            return;
        }
        BigDecimal cents = claimed(dispute, order).add(number(dispute, "fee_amount"));
        addOwn(createdAt(dispute), order, BigDecimal.ZERO, cents);
        versions.stream()
                .filter(version -> version.data().get("status").equals("won"))
                .findFirst()
                .ifPresent(won -> addOwn(won.versionAt(), order, BigDecimal.ZERO, cents.negate()));
    }

    private int stage(TestFacts.Fact order) {
        UUID subscriptionId = id(order, "subscription_id");
        if (subscriptionId == null) {
            return 1;
        }
        TestFacts.Fact subscription = now("subscription", subscriptionId);
        Instant start =
                subscription == null ? null : (Instant) subscription.data().get("started_at");
        if (start == null) {
            return 2;
        }
        if (bucket(15, start).equals(bucket(15, createdAt(order)))) {
            return 3;
        }
        Instant previous = counts(order) ? previous(order, subscriptionId) : null;
        boolean same = previous != null && bucket(15, previous).equals(bucket(15, createdAt(order)));
        for (int level = 1; level <= 5; level++) {
            Duration length = LENGTHS.get(level - 1);
            boolean meetsStart = Duration.between(start, createdAt(order)).abs().compareTo(length) < 0;
            boolean meetsPrevious = previous != null
                    && !same
                    && Duration.between(previous, createdAt(order)).compareTo(length) < 0;
            if (meetsStart || meetsPrevious) {
                return (same ? 20 : 10) + level;
            }
        }
        return same ? 26 : 16;
    }

    private @Nullable Instant previous(TestFacts.Fact order, UUID subscriptionId) {
        Comparator<TestFacts.Fact> byPlace = Comparator.comparing(ExpectedRevenue::createdAt)
                .thenComparing(fact -> fact.objectId().toString());
        return objects("order").stream()
                .map(ExpectedRevenue::last)
                .filter(other -> subscriptionId.equals(id(other, "subscription_id")) && counts(other))
                .filter(other -> byPlace.compare(other, order) < 0)
                .max(byPlace)
                .map(ExpectedRevenue::createdAt)
                .orElse(null);
    }

    private void addOwn(Instant at, TestFacts.Fact order, BigDecimal refundCents, BigDecimal disputeCents) {
        add(
                at,
                order,
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                refundCents,
                disputeCents);
    }

    private void add(Instant at, TestFacts.Fact order, int stage, BigDecimal... numbers) {
        UUID product = id(order, "product_id");
        for (int grain : List.of(15, 60, 1_440)) {
            put("organization " + grain + " " + bucket(grain, at) + " " + stage, numbers);
            put(
                    "product " + grain + " " + bucket(grain, at) + " " + (product == null ? NIL : product) + " "
                            + stage,
                    numbers);
        }
        for (int grain : List.of(1_440, 0)) {
            put("customer " + grain + " " + bucket(grain, at) + " " + id(order, "customer_id"), numbers);
        }
    }

    private void put(String key, BigDecimal... numbers) {
        rows.merge(key, numbers, (some, more) -> {
            BigDecimal[] sum = new BigDecimal[some.length];
            for (int i = 0; i < sum.length; i++) {
                sum[i] = some[i].add(more[i]);
            }
            return sum;
        });
    }

    private static Instant bucket(int grain, Instant at) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        return switch (grain) {
            case 15 ->
                time.truncatedTo(ChronoUnit.HOURS)
                        .plusMinutes(time.getMinute() / 15 * 15)
                        .toInstant();
            case 60 -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
            case 1_440 -> time.truncatedTo(ChronoUnit.DAYS).toInstant();
            default -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
        };
    }
}

package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Random subscriptions, with changes of plan, pauses, returns, other currencies and rates that change, as totals have
 * them; and what each customer pays at a time, span by span. Shares no code with the server.
 */
final class MrrWorld {
    private static final int CUSTOMERS = 25;
    private static final int PRODUCTS = 4;
    private static final Instant FIRST = Instant.parse("2025-09-01T00:00:00Z");
    private static final int DAYS = 300;
    private static final int RATES = 40;
    private static final List<String> INTERVALS = List.of("day", "week", "month", "year");

    final UUID organizationId;
    final List<Span> spans = new ArrayList<>();
    private final Random random;
    private final List<Rate> orderRates = new ArrayList<>();
    private final List<Rate> dayRates = new ArrayList<>();

    /**
     * @param from null for always
     * @param to null for ever
     */
    record Span(
            UUID subscription,
            UUID customer,
            UUID product,
            @Nullable Instant from,
            @Nullable Instant to,
            BigDecimal amount,
            String currency,
            String interval,
            int count) {

        boolean pays(Instant end) {
            return (from == null || from.isBefore(end)) && (to == null || !to.isBefore(end));
        }

        BigDecimal cents(BigDecimal rate) {
            BigDecimal times = BigDecimal.valueOf(
                    switch (interval) {
                        case "day" -> 365;
                        case "week" -> 52;
                        case "month" -> 12;
                        default -> 1;
                    });
            return amount.multiply(rate)
                    .multiply(times)
                    .divide(BigDecimal.valueOf(12L * count), 0, RoundingMode.HALF_UP);
        }

        String price() {
            return currency + " " + amount.stripTrailingZeros().toPlainString() + " " + interval + " " + count;
        }
    }

    private record Rate(String currency, Instant at, BigDecimal rate) {}

    MrrWorld(UUID organizationId, Random random) {
        this.organizationId = organizationId;
        this.random = random;
        for (int i = 0; i < CUSTOMERS * 2; i++) {
            addSubscription(customer(random.nextInt(CUSTOMERS)));
        }
        Set<Instant> times = new TreeSet<>();
        while (times.size() < RATES) {
            times.add(instant());
        }
        times.forEach(at -> orderRates.add(new Rate(otherCurrency(), at, rate())));
        for (int i = 0; i < RATES; i++) {
            dayRates.add(new Rate(otherCurrency(), FIRST.plusSeconds(7L * 86_400 * i), rate()));
        }
    }

    static UUID customer(int number) {
        return new UUID(0x4000L, 0x8000000000000000L + 500 + number);
    }

    static UUID product(int number) {
        return new UUID(0x4000L, 0x8000000000000000L + 900 + number);
    }

    Set<UUID> someCustomers() {
        return random.ints(1 + random.nextInt(4), 0, CUSTOMERS)
                .mapToObj(MrrWorld::customer)
                .collect(Collectors.toSet());
    }

    Set<UUID> someProducts() {
        return random.ints(1 + random.nextInt(2), 0, PRODUCTS)
                .mapToObj(MrrWorld::product)
                .collect(Collectors.toSet());
    }

    LocalDate someDay() {
        return FIRST.atZone(ZoneOffset.UTC).toLocalDate().plusDays(random.nextInt(DAYS + 40) - 20L);
    }

    private String otherCurrency() {
        return random.nextBoolean() ? "eur" : "jpy";
    }

    private BigDecimal rate() {
        return BigDecimal.valueOf(random.nextInt(1, 20_000), 4);
    }

    /** Often exactly where a local day begins. */
    private Instant instant() {
        LocalDate day = FIRST.atZone(ZoneOffset.UTC).toLocalDate().plusDays(random.nextInt(DAYS));
        if (random.nextInt(3) == 0) {
            ZoneId zone = RandomEvents.zone(random);
            return day.atStartOfDay(zone).toInstant();
        }
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(86_400));
    }

    private void addSubscription(UUID customer) {
        UUID subscription = UUID.randomUUID();
        TreeSet<Instant> edges = new TreeSet<>();
        int wanted = 2 + random.nextInt(4);
        while (edges.size() < wanted) {
            edges.add(instant());
        }
        List<@Nullable Instant> times = new ArrayList<>(edges);
        if (random.nextInt(6) == 0) {
            times.set(0, null);
        }
        if (random.nextBoolean()) {
            times.set(times.size() - 1, null);
        }
        for (int i = 1; i < times.size(); i++) {
            if (random.nextInt(4) > 0) {
                spans.add(new Span(
                        subscription,
                        customer,
                        product(random.nextInt(PRODUCTS)),
                        times.get(i - 1),
                        times.get(i),
                        BigDecimal.valueOf(random.nextInt(5) == 0 ? 1 + random.nextInt(6) : random.nextInt(1, 20_000)),
                        random.nextInt(3) == 0 ? otherCurrency() : "usd",
                        INTERVALS.get(random.nextInt(INTERVALS.size())),
                        1 + random.nextInt(3)));
            }
        }
    }

    Set<UUID> customers() {
        return spans.stream().map(Span::customer).collect(Collectors.toSet());
    }

    /** UTC days from a midnight to another at whose ends a customer pays anything, however little. */
    long payingDays(UUID customer, Instant from, Instant to, Predicate<Span> filter) {
        long days = 0;
        for (Instant end = from.plusSeconds(86_400); !end.isAfter(to); end = end.plusSeconds(86_400)) {
            days += isPaying(customer, end, filter) ? 1 : 0;
        }
        return days;
    }

    /** Whether the last end of anything paid lies in a time, and nothing is paid at its end. */
    boolean left(UUID customer, Instant from, Instant to, Predicate<Span> filter) {
        return !isPaying(customer, to, filter)
                && ofValue(customer, filter)
                        .anyMatch(span -> span.to() != null
                                && !span.to().isBefore(from)
                                && span.to().isBefore(to));
    }

    private boolean isPaying(UUID customer, Instant end, Predicate<Span> filter) {
        return ofValue(customer, filter).anyMatch(span -> span.pays(end));
    }

    private Stream<Span> ofValue(UUID customer, Predicate<Span> filter) {
        return spans.stream().filter(filter).filter(span -> span.customer().equals(customer) && !isNothing(span));
    }

    /** What a customer pays at the very end of what lies before an instant. */
    BigDecimal cents(UUID customer, Instant end, Predicate<Span> filter) {
        return spans.stream()
                .filter(span -> span.customer().equals(customer) && span.pays(end))
                .filter(filter)
                .map(span -> span.cents(rate(span.currency(), end)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean hasPaidBefore(UUID customer, Instant start, Predicate<Span> filter) {
        return ofValue(customer, filter)
                .anyMatch(span -> span.from() == null || span.from().isBefore(start));
    }

    private static boolean isNothing(Span span) {
        return span.currency().equals("usd") && span.cents(BigDecimal.ONE).signum() == 0;
    }

    private BigDecimal rate(String currency, Instant at) {
        if (currency.equals("usd")) {
            return BigDecimal.ONE;
        }
        return latest(orderRates, currency, at, latest(dayRates, currency, at, BigDecimal.ONE));
    }

    private static BigDecimal latest(List<Rate> rates, String currency, Instant at, BigDecimal otherwise) {
        return rates.stream()
                .filter(rate -> rate.currency().equals(currency) && !rate.at().isAfter(at))
                .max(Comparator.comparing(Rate::at))
                .map(Rate::rate)
                .orElse(otherwise);
    }

    void write(Connection connection) throws SQLException {
        writeSpans(connection);
        for (int i = 0; i < CUSTOMERS; i++) {
            writeCustomer(connection, customer(i));
        }
        writeOrders(connection);
        writeDayRates(connection);
    }

    private void writeSpans(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into totals.subscription_spans (organization_id, subscription_id, customer_id, product_id, from_at,
                    to_at, amount, currency, recurring_interval, recurring_interval_count, monthly_cents)
                values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?)
                """)) {
            for (Span span : spans) {
                insert.setObject(1, organizationId);
                insert.setObject(2, span.subscription());
                insert.setObject(3, span.customer());
                insert.setObject(4, span.product());
                insert.setString(5, from(span));
                insert.setString(6, to(span));
                insert.setBigDecimal(7, span.amount());
                insert.setString(8, span.currency());
                insert.setString(9, span.interval());
                insert.setInt(10, span.count());
                insert.setBigDecimal(11, span.currency().equals("usd") ? span.cents(BigDecimal.ONE) : null);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String from(Span span) {
        return span.from() == null ? "-infinity" : span.from().toString();
    }

    private static String to(Span span) {
        return span.to() == null ? "infinity" : span.to().toString();
    }

    /** From each edge to the next what is paid in between, as of just before the latter. */
    private void writeCustomer(Connection connection, UUID customer) throws SQLException {
        List<Span> own = spans.stream()
                .filter(span -> span.customer().equals(customer) && !isNothing(span))
                .toList();
        TreeSet<Instant> edges = new TreeSet<>(List.of(Instant.MIN, Instant.MAX));
        own.stream().map(Span::from).filter(Objects::nonNull).forEach(edges::add);
        own.stream().map(Span::to).filter(Objects::nonNull).forEach(edges::add);
        String firstPaid = null;
        for (Instant from : edges.headSet(Instant.MAX)) {
            Instant to = Objects.requireNonNull(edges.higher(from));
            List<Span> paid = own.stream().filter(span -> span.pays(to)).toList();
            if (!paid.isEmpty()) {
                String fromText = from.equals(Instant.MIN) ? "-infinity" : from.toString();
                firstPaid = firstPaid == null ? fromText : firstPaid;
                insertCustomer(
                        connection,
                        customer,
                        fromText,
                        to.equals(Instant.MAX) ? "infinity" : to.toString(),
                        paid,
                        firstPaid);
            }
        }
    }

    private static String otherPrices(Collection<Span> paid) {
        Map<String, Long> prices = paid.stream()
                .filter(span -> !span.currency().equals("usd"))
                .collect(Collectors.groupingBy(Span::price, TreeMap::new, Collectors.counting()));
        return prices.entrySet().stream()
                .map(price -> price.getValue() > 1 ? price.getValue() + " x " + price.getKey() : price.getKey())
                .collect(Collectors.joining(", "));
    }

    private void insertCustomer(
            Connection connection, UUID customer, String from, String to, Collection<Span> paid, String firstPaid)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into totals.customer_mrr
                    (organization_id, customer_id, from_at, to_at, usd_cents, other_prices, first_paid_at)
                values (?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?::timestamptz)
                """)) {
            insert.setObject(1, organizationId);
            insert.setObject(2, customer);
            insert.setString(3, from);
            insert.setString(4, to);
            insert.setBigDecimal(
                    5,
                    paid.stream()
                            .filter(span -> span.currency().equals("usd"))
                            .map(span -> span.cents(BigDecimal.ONE))
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
            insert.setString(6, otherPrices(paid));
            insert.setString(7, firstPaid);
            insert.executeUpdate();
        }
    }

    /** Beside each that counts one that doesn't, and one that nobody knew a rate of. */
    private void writeOrders(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into totals.orders (organization_id, id, customer_id, created_at, status, counts, currency,
                    net_amount, own_rate, rate, converted, revenue_cents, fee_cents, refund_cents, stage)
                values (?, gen_random_uuid(), ?, ?::timestamptz, 'paid', ?, ?, 0, null, ?, ?, 0, 0, 0, 1)
                """)) {
            for (Rate rate : orderRates) {
                addOrder(insert, rate, rate.rate(), true, true);
                addOrder(insert, rate, BigDecimal.TEN, false, true);
                addOrder(insert, rate, BigDecimal.ONE, true, false);
            }
            insert.executeBatch();
        }
    }

    private void addOrder(PreparedStatement insert, Rate order, BigDecimal rate, boolean counts, boolean converted)
            throws SQLException {
        insert.setObject(1, organizationId);
        insert.setObject(2, customer(0));
        insert.setString(3, order.at().toString());
        insert.setBoolean(4, counts);
        insert.setString(5, order.currency());
        insert.setBigDecimal(6, rate);
        insert.setBoolean(7, converted);
        insert.addBatch();
    }

    private void writeDayRates(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into totals.exchange_rates (organization_id, currency, day, rate)
                values (?, ?, (?::timestamptz at time zone 'UTC')::date, ?)
                """)) {
            for (Rate rate : dayRates) {
                insert.setObject(1, organizationId);
                insert.setString(2, rate.currency());
                insert.setString(3, rate.at().toString());
                insert.setBigDecimal(4, rate.rate());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}

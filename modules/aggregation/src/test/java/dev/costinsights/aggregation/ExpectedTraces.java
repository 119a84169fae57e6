package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What traces must be, computed event by event in plain Java from the folded events of the log. */
final class ExpectedTraces {
    private static final int[] GRAINS = {15, 60, 1440};

    private final Connection connection;
    private final Map<UUID, Logged> events = new LinkedHashMap<>();
    private final Map<UUID, UUID> parents = new HashMap<>();
    private final Set<UUID> circleRoots = new HashSet<>();
    private final SortedMap<String, String> expected = new TreeMap<>();

    private record Logged(
            UUID id,
            Instant occurredAt,
            int position,
            String name,
            @Nullable String externalId,
            @Nullable String parentId,
            @Nullable String customer,
            BigDecimal costCents,
            @Nullable String vendor,
            @Nullable String model) {}

    private record Trace(Logged root, BigDecimal costCents, long events) {}

    private ExpectedTraces(Connection connection) {
        this.connection = connection;
    }

    static SortedMap<String, String> of(Connection connection, UUID organizationId) throws SQLException {
        var traces = new ExpectedTraces(connection);
        traces.read(organizationId);
        traces.link();
        traces.findCircles();
        traces.sum();
        return traces.expected;
    }

    private void read(UUID organizationId) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select id, occurred_at, position, name, external_id, parent_id,
                       coalesce(nullif(external_customer_id, ''), customer_id::text), coalesce(cost_cents, 0),
                       llm_vendor, llm_model
                from log.events e
                where organization_id = ? and not exists (
                    select from log.tickets t
                    where t.organization_id = e.organization_id and t.batch_id = e.batch_id)""")) {
            statement.setObject(1, organizationId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var event = new Logged(
                            rows.getObject(1, UUID.class),
                            rows.getTimestamp(2).toInstant(),
                            rows.getInt(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getBigDecimal(8),
                            rows.getString(9),
                            rows.getString(10));
                    events.put(event.id(), event);
                }
            }
        }
    }

    private void link() {
        Map<String, UUID> byId = new HashMap<>();
        Map<String, UUID> byExternalId = new HashMap<>();
        events.keySet().forEach(id -> byId.put(id.toString(), id));
        events.values().stream()
                .filter(event -> event.externalId() != null)
                .forEach(event -> byExternalId.put(event.externalId(), event.id()));
        for (Logged event : events.values()) {
            if (event.parentId() != null) {
                UUID parent = byExternalId.getOrDefault(
                        event.parentId(), byId.get(event.parentId().toLowerCase()));
                if (parent != null) {
                    parents.put(event.id(), parent);
                } else {
                    expected.put("orphan " + event.id(), event.name() + " of " + event.customer());
                }
            }
        }
    }

    private void findCircles() {
        for (UUID start : events.keySet()) {
            Set<UUID> way = new LinkedHashSet<>();
            UUID at = start;
            while (at != null && way.add(at)) {
                at = parents.get(at);
            }
            if (start.equals(at)) {
                circleRoots.add(way.stream()
                        .map(events::get)
                        .min(Comparator.comparing(Logged::occurredAt)
                                .thenComparing(Logged::position)
                                .thenComparing(event -> event.id().toString()))
                        .orElseThrow()
                        .id());
            }
        }
        circleRoots.forEach(id -> {
            parents.remove(id);
            expected.put("circle root " + id, "");
        });
    }

    private void sum() throws SQLException {
        Map<UUID, Trace> traces = new LinkedHashMap<>();
        for (Logged event : events.values()) {
            UUID root = event.id();
            int depth = 0;
            while (parents.containsKey(root)) {
                root = parents.get(root);
                depth++;
            }
            if (depth > 0) {
                expected.put("child " + event.id(), parents.get(event.id()) + " " + root + " " + depth);
            }
            traces.merge(root, new Trace(events.get(root), event.costCents(), 1), ExpectedTraces::plus);
        }
        traces.forEach((root, trace) -> {
            if (trace.events() > 1) {
                expected.put("trace " + root, TotalsFixture.figures(trace.costCents(), trace.events()));
            }
        });
        sumByName(traces);
        sumByCustomer(traces);
        labels();
    }

    private static Trace plus(Trace one, Trace other) {
        return new Trace(one.root(), one.costCents().add(other.costCents()), one.events() + other.events());
    }

    private void sumByName(Map<UUID, Trace> traces) throws SQLException {
        Map<BigDecimal, Integer> bins = bins(new ArrayList<>(traces.values()));
        Map<String, BigDecimal> costs = new HashMap<>();
        Map<String, SortedMap<Integer, Integer>> histograms = new HashMap<>();
        for (Trace trace : traces.values()) {
            for (int grain : GRAINS) {
                String key = "traces " + grain + " " + bucket(trace.root().occurredAt(), grain) + " "
                        + trace.root().name();
                costs.merge(key, trace.costCents(), BigDecimal::add);
                histograms
                        .computeIfAbsent(key, none -> new TreeMap<>())
                        .merge(bins.get(trace.costCents()), 1, Integer::sum);
            }
        }
        histograms.forEach((key, histogram) -> expected.put(
                key,
                TotalsFixture.figures(
                                costs.get(key),
                                histogram.values().stream().mapToLong(n -> n).sum())
                        + " " + histogram));
    }

    /** The one thing that isn't computed here: a second implementation of a logarithm would differ at the edges. */
    private Map<BigDecimal, Integer> bins(List<Trace> traces) throws SQLException {
        Map<BigDecimal, Integer> bins = new HashMap<>();
        BigDecimal[] costs = traces.stream().map(Trace::costCents).distinct().toArray(BigDecimal[]::new);
        try (var statement = connection.prepareStatement(
                "select ordinality, totals.cost_bin(cost) from unnest(?::numeric[]) with ordinality as u (cost)")) {
            statement.setArray(1, connection.createArrayOf("numeric", costs));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    bins.put(costs[rows.getInt(1) - 1], rows.getInt(2));
                }
            }
        }
        return bins;
    }

    private void sumByCustomer(Map<UUID, Trace> traces) {
        Map<String, BigDecimal> costs = new HashMap<>();
        Map<String, Long> counts = new HashMap<>();
        for (Trace trace : traces.values()) {
            add(costs, counts, trace.root(), trace.costCents(), 1);
        }
        for (Logged event : events.values()) {
            add(costs, counts, event, event.costCents().negate(), -1);
        }
        costs.forEach((key, cents) -> {
            if (cents.signum() != 0 || counts.get(key) != 0) {
                expected.put(key, TotalsFixture.figures(cents, counts.get(key)));
            }
        });
    }

    private static void add(
            Map<String, BigDecimal> costs, Map<String, Long> counts, Logged event, BigDecimal cents, long count) {
        if (event.customer() != null) {
            Instant day = event.occurredAt().truncatedTo(ChronoUnit.DAYS);
            Instant month = day.atOffset(ZoneOffset.UTC).withDayOfMonth(1).toInstant();
            for (String bucket : List.of("1440 " + day, "0 " + month)) {
                String key = "shift " + bucket + " " + event.customer();
                costs.merge(key, cents, BigDecimal::add);
                counts.merge(key, count, Long::sum);
            }
        }
    }

    private void labels() {
        Map<String, Set<String>> customers = new HashMap<>();
        for (Logged event : events.values()) {
            boolean rootForEver = event.parentId() == null || circleRoots.contains(event.id());
            add(customers, event, 1, rootForEver ? event.name() : null);
            add(customers, event, 2, event.vendor());
            add(customers, event, 3, event.model());
        }
        customers.forEach((key, names) -> expected.put(key, names.toString()));
    }

    private static void add(Map<String, Set<String>> customers, Logged event, int kind, @Nullable String label) {
        if (label != null && event.customer() != null) {
            for (int grain : GRAINS) {
                customers
                        .computeIfAbsent(
                                "label " + grain + " " + bucket(event.occurredAt(), grain) + " " + kind + " " + label,
                                none -> new TreeSet<>())
                        .add(event.customer());
            }
        }
    }

    private static Instant bucket(Instant instant, int minutes) {
        long seconds = minutes * 60L;
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }
}

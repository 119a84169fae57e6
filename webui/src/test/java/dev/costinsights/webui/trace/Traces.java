package dev.costinsights.webui.trace;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes traces as presentation would answer them: what an event and those beneath it cost adds up. */
public final class Traces {
    public static final Instant START = Instant.parse("2026-11-11T03:12:44.081Z");
    public static final UUID CUSTOMER = id("customer");

    private final Map<String, Spec> specs = new LinkedHashMap<>();

    private record Spec(String name, String parent, double second, String cents, LlmUsage llm) {}

    /** An id that is always the same for the same text. */
    public static UUID id(String text) {
        byte[] digest = UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        digest[14] = '4';
        return UUID.fromString(new String(digest, java.nio.charset.StandardCharsets.US_ASCII));
    }

    /**
     * Adds an event.
     *
     * @param parent key of the event it is beneath, or null
     * @param cents null when it has no cost
     */
    public Traces with(String key, String parent, String name, double second, String cents) {
        specs.put(key, new Spec(name, parent, second, cents, null));
        return this;
    }

    /** Adds a call of a model. */
    public Traces withCall(String key, String parent, String name, double second, String cents, long in, long out) {
        var llm = new LlmUsage("anthropic", "claude-sonnet-4.5", null, null, in, in / 2, out, in + out);
        specs.put(key, new Spec(name, parent, second, cents, llm));
        return this;
    }

    /** An agent that tried twice. */
    public static Traces agent() {
        return new Traces()
                .with("root", null, "agent.run", 0, null)
                .withCall("plan", "root", "agent.plan", 1, "2.3301", 12_418, 913)
                .with("a1", "root", "agent.attempt", 10, null)
                .withCall("a1-call", "a1", "llm.inference", 11, "15.1134", 48_210, 4_120)
                .with("a1-box", "a1", "sandbox.run", 35, "0.0417")
                .with("a2", "root", "agent.attempt", 40, "0.5")
                .withCall("a2-call", "a2", "llm.inference", 41, "39.3336", 121_560, 7_440)
                .with("mail", "root", "email.send", 214.6, "0.012");
    }

    public Event get(String key) {
        return event(key, Map.of(), null, "halcyon-freight");
    }

    /** The same with metadata and a customer; the customer may be null. */
    public Event event(String key, Map<String, MetadataValue> metadata, Customer customer, String externalCustomerId) {
        Spec spec = Objects.requireNonNull(specs.get(key), key);
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        List<Spec> family = family(key);
        family.forEach(each -> add(sums, each));
        return new Event(
                Organizations.DEFAULT_ID,
                id(key),
                START.plus(Duration.ofMillis((long) (spec.second() * 1000))),
                spec.name(),
                spec.name(),
                customer == null ? null : customer.id(),
                customer,
                externalCustomerId,
                null,
                null,
                spec.parent() == null ? null : id(spec.parent()),
                family.size() - 1L,
                metadata,
                spec.cents() == null ? null : CostAmount.ofCents(spec.cents()),
                spec.llm(),
                sums);
    }

    /** Everything beneath an event, by time. */
    public List<Event> beneath(String key) {
        List<String> keys = new ArrayList<>();
        collect(key, keys);
        return keys.subList(1, keys.size()).stream()
                .map(this::get)
                .sorted(java.util.Comparator.comparing(Event::timestamp).thenComparing(Event::id))
                .toList();
    }

    public static Customer customer(String name) {
        return new Customer(
                Organizations.DEFAULT_ID,
                CUSTOMER,
                "halcyon-freight",
                Customer.Type.INDIVIDUAL,
                "ap@halcyon.example",
                name,
                null,
                null,
                null,
                null,
                Map.of(),
                START,
                null,
                null);
    }

    /** What the traces of a name amount to, in cents. */
    public static TimeseriesAnswer statistics(
            long occurrences, String average, String p10, String p90, String p99, BigDecimal error) {
        var figures = new FieldStatistics(
                new BigDecimal(average).multiply(BigDecimal.valueOf(occurrences)),
                new BigDecimal(average),
                new BigDecimal(p10),
                new BigDecimal(p90),
                new BigDecimal(p99));
        var all = new EventStatistics("agent.run", "Agent run", null, occurrences, 3, List.of(figures));
        return new TimeseriesAnswer(List.of(), List.of(all), new StatisticsSource(error, START));
    }

    private List<Spec> family(String key) {
        List<String> keys = new ArrayList<>();
        collect(key, keys);
        return keys.stream().map(specs::get).toList();
    }

    private void collect(String key, List<String> keys) {
        keys.add(key);
        specs.forEach((each, spec) -> {
            if (key.equals(spec.parent())) {
                collect(each, keys);
            }
        });
    }

    private static void add(Map<String, BigDecimal> sums, Spec spec) {
        if (spec.cents() != null) {
            sums.merge(Fields.COST, new BigDecimal(spec.cents()), BigDecimal::add);
        }
        if (spec.llm() != null) {
            sums.merge(Fields.INPUT, BigDecimal.valueOf(spec.llm().inputTokens()), BigDecimal::add);
            sums.merge(Fields.CACHED_INPUT, BigDecimal.valueOf(spec.llm().cachedInputTokens()), BigDecimal::add);
            sums.merge(Fields.OUTPUT, BigDecimal.valueOf(spec.llm().outputTokens()), BigDecimal::add);
            sums.merge(Fields.TOTAL, BigDecimal.valueOf(spec.llm().totalTokens()), BigDecimal::add);
        }
    }
}

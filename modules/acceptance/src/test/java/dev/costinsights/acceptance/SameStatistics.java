package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Asks a server for statistics and compares the answer with a look at every event: sums, counts and percentiles to the
 * last digit, averages to their twelve decimals.
 */
final class SameStatistics {
    private static final BigDecimal LAST_DECIMAL = new BigDecimal("0.000000000001");
    private static final BigDecimal LAST_OF_SHARE = new BigDecimal("0.000001");

    private final Wire wire;
    private final Snapshot truth;

    SameStatistics(Wire wire, Snapshot truth) {
        this.wire = wire;
        this.truth = truth;
    }

    void checkTimeseries(StatisticsQuestion question) throws IOException {
        String path =
                question.path("timeseries", "&interval=" + question.periods().interval());
        JsonNode answer = wire.read(path);
        Map<String, List<Recorded>> roots =
                truth.roots(question::means).stream().collect(Collectors.groupingBy(Recorded::name));

        checkNames(path + " in total", question, answer.required("totals"), roots);
        List<BigDecimal> order = texts(answer.required("totals"), "/totals/" + key(question)).stream()
                .map(BigDecimal::new)
                .toList();
        assertThat(order).as("order of %s", path).isSortedAccordingTo(Comparator.reverseOrder());

        List<Instant> starts = question.periods().starts();
        JsonNode periods = answer.required("periods");
        assertThat(texts(periods, "/timestamp").stream().map(Instant::parse).toList())
                .as("periods of %s", path)
                .isEqualTo(starts);
        for (int i = 0; i < starts.size(); i++) {
            Instant start = starts.get(i);
            Instant next = i + 1 < starts.size()
                    ? starts.get(i + 1)
                    : question.periods().to();
            Map<String, List<Recorded>> inside = new TreeMap<>();
            roots.forEach((name, all) -> inside.put(
                    name,
                    all.stream()
                            .filter(root -> !root.timestamp().isBefore(start)
                                    && root.timestamp().isBefore(next))
                            .toList()));
            checkNames(path + " at " + start, question, periods.get(i).required("stats"), inside);
        }
    }

    private void checkNames(
            String where, StatisticsQuestion question, JsonNode answer, Map<String, List<Recorded>> expected) {
        assertThat(texts(answer, "/name"))
                .as("names of %s", where)
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (JsonNode statistics : answer) {
            String name = statistics.required("name").textValue();
            List<Recorded> roots = expected.get(name);
            String named = where + " of '" + name + "'";
            assertThat(statistics.required("label").textValue()).as(named).isEqualTo(name);
            assertThat(statistics.required("occurrences").intValue())
                    .as("occurrences of %s", named)
                    .isEqualTo(roots.size());
            assertThat(statistics.required("customers").intValue())
                    .as("customers of %s", named)
                    .isEqualTo(truth.customers(roots));
            for (String field : question.fields()) {
                checkFigures(
                        field + " of " + named,
                        StatisticsQuestion.key(field),
                        statistics,
                        Figures.of(roots.stream()
                                .map(root -> truth.total(root, field))
                                .toList()));
            }
        }
    }

    private static void checkFigures(String where, String key, JsonNode answer, Figures expected) {
        same("total of " + where, answer.required("totals").required(key), expected.total());
        nearly("average of " + where, answer.required("averages").required(key), expected.average(), LAST_DECIMAL);
        same("p10 of " + where, answer.required("p10").required(key), expected.p10());
        same("p90 of " + where, answer.required("p90").required(key), expected.p90());
        same("p99 of " + where, answer.required("p99").required(key), expected.p99());
    }

    /** Of events, whether they are roots or not. */
    void checkProperty(StatisticsQuestion question, String property, int limit) throws IOException {
        String path = question.path("by-property", "&property=" + property + "&limit=" + limit);
        JsonNode items = wire.read(path).required("items");
        Map<String, List<Recorded>> events = truth.events(question::means).stream()
                .collect(Collectors.groupingBy(event -> Snapshot.text(event, property)));
        events.remove("");
        Function<String, BigDecimal> total =
                value -> sum(events.get(value), question.fields().get(0));
        List<String> values = events.keySet().stream()
                .sorted(Comparator.comparing(total).reversed().thenComparing(Clauses::compareCodePoints))
                .limit(limit)
                .toList();

        assertThat(texts(items, "/value")).as("values of %s", path).isEqualTo(values);
        for (JsonNode item : items) {
            String value = item.required("value").textValue();
            List<Recorded> having = events.get(value);
            assertThat(item.required("occurrences").intValue())
                    .as("occurrences of %s in %s", value, path)
                    .isEqualTo(having.size());
            assertThat(item.required("customers").intValue())
                    .as("customers of %s in %s", value, path)
                    .isEqualTo(truth.customers(having));
            checkTotals(value + " in " + path, question, item, field -> sum(having, field));
        }
    }

    private static BigDecimal sum(List<Recorded> events, String field) {
        return events.stream().map(event -> Snapshot.value(event, field)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void checkCustomers(StatisticsQuestion question) throws IOException {
        String path = question.path("by-customer", "&limit=1000");
        JsonNode items = wire.read(path).required("items");
        Map<Registry.Owner, List<Recorded>> roots =
                truth.roots(question::means).stream().collect(Collectors.groupingBy(truth::owner));
        String first = question.fields().get(0);
        BigDecimal all = roots.values().stream().map(of -> traces(of, first)).reduce(BigDecimal.ZERO, BigDecimal::add);

        List<Registry.Owner> answered = new ArrayList<>();
        BigDecimal before = null;
        for (JsonNode item : items) {
            Registry.Owner owner = owner(item);
            String where = owner + " in " + path;
            answered.add(owner);
            assertThat(roots).as("customers of %s", path).containsKey(owner);
            List<Recorded> of = roots.get(owner);
            assertThat(item.required("occurrences").intValue())
                    .as("occurrences of %s", where)
                    .isEqualTo(of.size());
            checkTotals(where, question, item, field -> traces(of, field));
            BigDecimal total = traces(of, first);
            BigDecimal share = all.signum() == 0 ? BigDecimal.ZERO : total.divide(all, 9, RoundingMode.HALF_EVEN);
            nearly("share of " + where, item.required("share"), share, LAST_OF_SHARE);
            assertThat(before == null || before.compareTo(total) >= 0)
                    .as("order of %s", where)
                    .isTrue();
            before = total;
        }
        assertThat(answered).as("customers of %s", path).containsExactlyInAnyOrderElementsOf(roots.keySet());
    }

    private BigDecimal traces(List<Recorded> roots, String field) {
        return roots.stream().map(root -> truth.total(root, field)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void checkVariance(StatisticsQuestion question, int limit) throws IOException {
        String path = question.path("by-variance", "&limit=" + limit);
        JsonNode items = wire.read(path).required("items");
        String first = question.fields().get(0);
        Map<String, List<Recorded>> roots =
                truth.roots(question::means).stream().collect(Collectors.groupingBy(Recorded::name));
        Comparator<Recorded> byValue = Comparator.comparing(root -> truth.total(root, first));
        List<Recorded> expected = roots.values().stream()
                .flatMap(of -> {
                    BigDecimal p99 = figures(of, first).p99();
                    return of.stream().filter(root -> truth.total(root, first).compareTo(p99) >= 0);
                })
                .sorted(byValue.reversed()
                        .thenComparing(Recorded::timestamp)
                        .thenComparing(root -> root.id().toString()))
                .limit(limit)
                .toList();

        assertThat(texts(items, "/event_id"))
                .as("events of %s", path)
                .isEqualTo(expected.stream().map(root -> root.id().toString()).toList());
        for (int i = 0; i < expected.size(); i++) {
            Recorded root = expected.get(i);
            JsonNode item = items.get(i);
            String where = root + " in " + path;
            assertThat(item.required("name").textValue()).as(where).isEqualTo(root.name());
            assertThat(Instant.parse(item.required("timestamp").textValue()))
                    .as(where)
                    .isEqualTo(root.timestamp());
            assertThat(owner(item)).as("customer of %s", where).isEqualTo(truth.owner(root));
            for (String field : question.fields()) {
                String key = StatisticsQuestion.key(field);
                Figures figures = figures(roots.get(root.name()), field);
                same("value of " + where, item.required("values").required(key), truth.total(root, field));
                nearly("average of " + where, item.required("averages").required(key), figures.average(), LAST_DECIMAL);
                same("p99 of " + where, item.required("p99").required(key), figures.p99());
            }
        }
    }

    private Figures figures(List<Recorded> roots, String field) {
        return Figures.of(roots.stream().map(root -> truth.total(root, field)).toList());
    }

    private static void checkTotals(
            String where, StatisticsQuestion question, JsonNode item, Function<String, BigDecimal> total) {
        for (String field : question.fields()) {
            same(
                    field + " of " + where,
                    item.required("totals").required(StatisticsQuestion.key(field)),
                    total.apply(field));
        }
    }

    private static String key(StatisticsQuestion question) {
        return StatisticsQuestion.key(question.fields().get(0));
    }

    static Registry.Owner owner(JsonNode item) {
        JsonNode id = item.required("customer_id");
        return new Registry.Owner(
                id.isNull() ? null : UUID.fromString(id.textValue()),
                item.required("external_customer_id").textValue());
    }

    private static List<String> texts(JsonNode items, String pointer) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.at(pointer).textValue())
                .toList();
    }

    private static void same(String what, JsonNode answer, BigDecimal expected) {
        assertThat(answer.isTextual()).as("%s is a text: %s", what, answer).isTrue();
        assertThat(new BigDecimal(answer.textValue())).as(what).isEqualByComparingTo(expected);
    }

    private static void nearly(String what, JsonNode answer, BigDecimal expected, BigDecimal difference) {
        assertThat(answer.isTextual()).as("%s is a text: %s", what, answer).isTrue();
        assertThat(new BigDecimal(answer.textValue()).subtract(expected).abs())
                .as("%s: %s, not %s", what, answer, expected)
                .isLessThanOrEqualTo(difference);
    }
}

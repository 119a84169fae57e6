package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares profitability by customer and by product, and MRR movements, with what they must be. */
final class SameProfitability {
    private static final List<String> ADDITIVE =
            List.of("revenue", "net_revenue", "net_revenue_by_date", "refunds", "costs", "profit");
    /** Stands for no product: orders without one have a row. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final BigDecimal LAST_DECIMAL = new BigDecimal("0.000000000001");

    private final Wire wire;
    private final RandomRevenue random;
    private final RevenueBruteForce truth;

    SameProfitability(Wire wire, RandomRevenue random) {
        this.wire = wire;
        this.random = random;
        truth = random.truth();
    }

    /** Rows of all pages, the row of nobody, and both together. */
    void checkCustomers(Question range) throws IOException {
        String path = "v1/customers/profitability?" + range.range();
        JsonNode first = wire.read(path);
        Map<UUID, JsonNode> rows = rows(wire.readAll(path, random.limit()), "customer_id");
        JsonNode totals = first.required("totals");
        JsonNode unattributed = first.required("unattributed");
        Metrics all = truth.everything(range);
        for (String field : ADDITIVE) {
            BigDecimal sum =
                    Decimals.sum(rows.values(), row -> number(row, field)).add(number(unattributed, field));
            same(field + " of the rows of " + path, sum, number(totals, field));
            same(field + " in total of " + path, number(totals, field), all.total(field));
        }
        same("unattributed costs of " + path, number(unattributed, "costs"), all.total("unattributed_costs"));
        checkMargin(path, totals, all);
        Set<UUID> customers = new TreeSet<>(random.customers());
        assertThat(customers).as("customers of %s", path).containsAll(rows.keySet());
        var predicted = new PredictedValue(truth, range, customers);
        if (isInUtc(range)) {
            checkPrediction(range, predicted);
        }
        for (UUID customer : customers) {
            Metrics of = truth.everything(range.of(List.of(customer)));
            if (!rows.containsKey(customer)) {
                ADDITIVE.forEach(field -> same(
                        field + " of " + customer + ", who has no row in " + path, BigDecimal.ZERO, of.total(field)));
                continue;
            }
            String where = customer + " in " + path;
            JsonNode row = rows.get(customer);
            ADDITIVE.forEach(field -> same(field + " of " + where, number(row, field), of.total(field)));
            checkMargin(where, row, of);
            checkEvents(where, range, customer, row);
            checkLifetime(where, range, customer, row, predicted);
        }
    }

    private static void checkMargin(String where, JsonNode row, Metrics expected) {
        BigDecimal margin = expected.totals().get("profit_margin");
        assertThat(row.required("profit_margin").isNull())
                .as("no margin of %s", where)
                .isEqualTo(margin == null);
        if (margin != null) {
            nearly("profit_margin of " + where, number(row, "profit_margin"), margin);
        }
    }

    private void checkEvents(String where, Question range, UUID customer, JsonNode row) {
        long events = truth.eventsOf(customer).stream()
                .filter(event -> range.periods().hold(event.timestamp()))
                .count();
        assertThat(row.required("events").longValue()).as("events of %s", where).isEqualTo(events);
    }

    private void checkLifetime(String where, Question range, UUID customer, JsonNode row, PredictedValue predicted) {
        Question always = new Question(range.start().minusYears(9), range.end(), range.zone(), "year", List.of())
                .of(List.of(customer));
        Metrics ever = truth.everything(always);
        same("realized_ltv of " + where, number(row, "realized_ltv"), ever.total("profit"));
        if (isInUtc(range)) {
            samePrediction(where, row.required("predicted_ltv"), predicted.of(customer));
        }
    }

    /** Of all together, as a metric. */
    private void checkPrediction(Question range, PredictedValue predicted) throws IOException {
        Question question = range.with(List.of("predicted_ltv"));
        samePrediction(
                question.toString(),
                wire.read(question.path()).required("totals").path("predicted_ltv"),
                predicted.ofAll());
    }

    private static boolean isInUtc(Question range) {
        return range.zone().equals(ZoneId.of("UTC"));
    }

    private static void samePrediction(String where, JsonNode value, @Nullable BigDecimal expected) {
        if (expected == null) {
            assertThat(value.isNumber())
                    .as("predicted_ltv of %s: %s", where, value)
                    .isFalse();
        } else {
            BigDecimal near = expected.abs().max(BigDecimal.ONE).multiply(new BigDecimal("0.000001"));
            assertThat(value.decimalValue().subtract(expected).abs())
                    .as("predicted_ltv of %s: %s, not %s", where, value, expected)
                    .isLessThanOrEqualTo(near);
        }
    }

    /** Costs are shared out among products: all of them, once. */
    void checkProducts(Question range) throws IOException {
        String path = "v1/products/profitability?" + range.range();
        JsonNode first = wire.read(path);
        Map<UUID, JsonNode> rows = rows(wire.readAll(path, random.limit()), "product_id");
        Metrics all = truth.everything(range);
        for (String field : ADDITIVE) {
            BigDecimal sum = Decimals.sum(rows.values(), row -> number(row, field))
                    .add(number(first.required("unallocated"), field));
            same(field + " of the rows of " + path, sum, all.total(field));
            same(field + " in total of " + path, number(first.required("totals"), field), all.total(field));
        }
        for (UUID product : random.products()) {
            Metrics of = truth.everything(range.ofProducts(List.of(product)));
            for (String field : List.of("orders", "revenue", "net_revenue", "net_revenue_by_date", "refunds")) {
                BigDecimal value = rows.containsKey(product) ? number(rows.get(product), field) : BigDecimal.ZERO;
                same(field + " of " + product + " in " + path, value, of.total(field));
            }
        }
    }

    /** One movement of each customer whose MRR is another at the end of a period than at its start. */
    void checkMovements(Question any) throws IOException {
        // Movements aren't asked for by billing type.
        Question question = any.ofBillingTypes(List.of());
        String path = "v1/metrics/mrr-movements?" + question.range() + "&interval=" + question.interval()
                + question.filters();
        List<String> expected = question.periods().buckets().stream()
                .flatMap(bucket -> truth.monthly(question).movements(bucket).stream()
                        .sorted(Comparator.<MonthlyRevenue.Movement, BigDecimal>comparing(
                                        movement -> movement.change().abs())
                                .reversed()
                                .thenComparing(movement -> movement.customer().toString()))
                        .map(movement -> String.join(
                                " ",
                                bucket.start().toString(),
                                movement.customer().toString(),
                                movement.kind(),
                                plain(movement.before()),
                                plain(movement.after()),
                                plain(movement.change()))))
                .toList();
        List<String> answered = wire.readAll(path, random.limit()).stream()
                .map(item -> String.join(
                        " ",
                        item.required("timestamp").asText(),
                        item.required("customer_id").asText(),
                        item.required("movement").asText(),
                        plain(number(item, "before")),
                        plain(number(item, "after")),
                        plain(number(item, "change"))))
                .toList();
        assertThat(answered).as(path).isEqualTo(expected);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static Map<UUID, JsonNode> rows(List<JsonNode> items, String idField) {
        Map<UUID, JsonNode> rows = new HashMap<>();
        for (JsonNode item : items) {
            JsonNode id = item.required(idField);
            assertThat(rows.put(id.isNull() ? NOBODY : UUID.fromString(id.asText()), item))
                    .as("another row of %s", id)
                    .isNull();
        }
        return rows;
    }

    private static BigDecimal number(JsonNode row, String field) {
        JsonNode value = row.required(field);
        assertThat(value.isNumber()).as("%s is a number: %s", field, value).isTrue();
        return value.decimalValue();
    }

    private static void same(String what, BigDecimal answered, BigDecimal expected) {
        assertThat(answered).as(what).isEqualByComparingTo(expected);
    }

    private static void nearly(String what, BigDecimal answered, BigDecimal expected) {
        assertThat(answered.subtract(expected).abs())
                .as("%s: %s, not %s", what, answered, expected)
                .isLessThanOrEqualTo(LAST_DECIMAL);
    }
}

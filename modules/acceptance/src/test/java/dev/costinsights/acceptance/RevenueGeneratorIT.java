package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random facts and events in random order, and random questions: the server's answers are those of a look at every fact
 * and every event, whatever has come late, twice or just before the server was killed.
 */
class RevenueGeneratorIT {
    private static final int WORLDS = 2;
    private static final int ROUNDS = 6;
    private static final int QUESTIONS_PER_ROUND = 25;

    @Test
    void answersToRandomQuestionsAreThoseOfBruteForce() throws IOException {
        var random = new Random(Seeds.next("RevenueGeneratorIT"));
        Workspace workspace = Workspace.of(RevenueGeneratorIT.class, "generated");
        ServerProcess server = Launch.in(workspace).startReady();
        try {
            for (int world = 0; world < WORLDS; world++) {
                String token =
                        Organizations.create(server.wire(), "world-" + world).token();
                var revenue = new RandomRevenue(random);
                for (int round = 0; round < ROUNDS; round++) {
                    revenue.goOn(server.wire().withToken(token));
                    if (round == ROUNDS / 2) {
                        server.kill();
                        server = Launch.in(workspace).startReady();
                        revenue.repeatLast(server.wire().withToken(token));
                    } else if (round == ROUNDS - 1) {
                        revenue.finish(server.wire().withToken(token));
                    }
                    askAll(server.wire().withToken(token), revenue);
                }
            }
        } finally {
            server.close();
        }
        workspace.deleteData();
    }

    private static void askAll(Wire wire, RandomRevenue revenue) throws IOException {
        for (int i = 0; i < QUESTIONS_PER_ROUND; i++) {
            Question question = revenue.question();
            SameMetrics.check(question, wire.metrics(question), revenue.truth().answer(question));
        }
        checkEverySlugAlone(wire, revenue.question());
        checkDefaults(wire, revenue);
        checkMovementsAddUp(wire, revenue.question());
        checkExport(wire, revenue.question());
        var profitability = new SameProfitability(wire, revenue);
        profitability.checkCustomers(revenue.range(ZoneId.of("UTC")));
        profitability.checkCustomers(revenue.range(revenue.zone()));
        profitability.checkProducts(revenue.range(revenue.zone()));
        profitability.checkMovements(revenue.question());
        checkWaiting(wire, revenue.book());
    }

    /** Also what a metric is made of isn't needed beside it. */
    private static void checkEverySlugAlone(Wire wire, Question question) throws IOException {
        Metrics together = wire.metrics(question.with(Slugs.ALL));
        for (String slug : question.slugs()) {
            Metrics alone = wire.metrics(question.with(List.of(slug)));
            assertThat(alone.totals().get(slug))
                    .as("total of %s alone in %s", slug, question)
                    .isEqualTo(together.totals().get(slug));
            together.periods()
                    .forEach((start, values) -> assertThat(alone.periods()
                                    .getOrDefault(start, Map.of())
                                    .get(slug))
                            .as("%s alone at %s in %s", slug, start, question)
                            .isEqualTo(values.get(slug)));
        }
    }

    private static void checkDefaults(Wire wire, RandomRevenue revenue) throws IOException {
        Question question = revenue.question().with(List.of());
        JsonNode answer = wire.read(question.path());
        assertThat(answer.required("metrics").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(Slugs.REFERENCE);
        SameMetrics.check(question, Metrics.parse(answer), revenue.truth().answer(question.with(Slugs.REFERENCE)));
    }

    /** By the server's own numbers: from the MRR before the range on, each period's movements lead to its MRR. */
    private static void checkMovementsAddUp(Wire wire, Question question) throws IOException {
        List<String> movements =
                List.of("new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "reactivation_mrr");
        List<String> slugs = new ArrayList<>(movements);
        slugs.add("mrr");
        Metrics answer = wire.metrics(question.with(slugs));
        Question before = new Question(
                question.start().minusDays(1),
                question.start().minusDays(1),
                question.zone(),
                "day",
                List.of("mrr"),
                question.customers(),
                question.products(),
                question.billingTypes());
        BigDecimal mrr = wire.metrics(before).total("mrr");
        for (Map<String, BigDecimal> values : answer.periods().values()) {
            mrr = mrr.add(Decimals.sum(movements, slug -> Ratios.number(values, slug)));
            assertThat(values.get("mrr"))
                    .as("MRR by its movements in %s", question)
                    .isEqualByComparingTo(mrr);
        }
        assertThat(answer.total("mrr")).isEqualByComparingTo(mrr);
    }

    private static void checkExport(Wire wire, Question question) throws IOException {
        JsonNode answer = wire.read(question.path());
        List<String> slugs = new ArrayList<>();
        answer.required("metrics").fieldNames().forEachRemaining(slugs::add);
        String[] lines =
                wire.get("v1/metrics/export?" + question.parameters()).body().split("\r\n");
        assertThat(lines)
                .as("lines of the export of %s", question)
                .hasSize(answer.required("periods").size() + 1);
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            JsonNode period = answer.required("periods").get(i - 1);
            assertThat(cells).as("cells of %s", lines[i]).hasSize(slugs.size() + 1);
            for (int cell = 0; cell < slugs.size(); cell++) {
                String slug = slugs.get(cell);
                if (period.has(slug)) {
                    assertThat(new BigDecimal(cells[cell + 1]))
                            .as("%s in the export of %s", slug, question)
                            .isEqualByComparingTo(
                                    Objects.requireNonNull(period.get(slug)).decimalValue());
                } else {
                    assertThat(cells[cell + 1])
                            .as("%s in the export of %s", slug, question)
                            .isEmpty();
                }
            }
        }
    }

    private static void checkWaiting(Wire wire, FactBook book) throws IOException {
        List<String> expected = new ArrayList<>();
        for (String kind : List.of("refund", "dispute", "customer_seat")) {
            book.present(kind).stream()
                    .filter(book::waits)
                    .map(fact -> fact.id().toString())
                    .forEach(expected::add);
        }
        assertThat(wire.readAll("v1/revenue/waiting", 100))
                .extracting(item -> item.required("id").asText())
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}

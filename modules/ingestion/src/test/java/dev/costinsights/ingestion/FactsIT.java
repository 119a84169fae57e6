package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Facts.NOON;
import static dev.costinsights.ingestion.Facts.fact;
import static dev.costinsights.ingestion.Facts.full;
import static dev.costinsights.ingestion.Facts.id;
import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactsIT {
    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    private Future<FactsResult> send(UUID organizationId, List<NewFact> facts) {
        return Channels.INGEST_FACTS.ask(ingestion.vertx, new IngestFacts(organizationId, facts));
    }

    private FactsResult keep(NewFact... facts) {
        return await(send(ACME, List.of(facts)));
    }

    private static ObjectNode order(int number) {
        return full(FactKind.ORDER).put("id", id(number).toString());
    }

    private static ObjectNode refund(int number, int orderNumber) {
        return full(FactKind.REFUND)
                .put("id", id(number).toString())
                .put("order_id", id(orderNumber).toString());
    }

    private double counted(String outcome) {
        return ingestion
                .meters
                .get("cost_insights_ingest_facts")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void everyPartOfAFactIsKept() {
        String data = full(FactKind.ORDER).put("unknown", "Köln 🦊").toString();

        assertThat(keep(new NewFact("order.paid", NOON, data))).isEqualTo(new FactsResult(1, 0, 0));

        assertThat(ingestion.rows("""
                        select organization_id, kind, object_id, version_at at time zone 'UTC', type,
                            occurred_at at time zone 'UTC', position, parent_id, customer_id, data = '%s'::jsonb,
                            received_at >= '%s'
                        from log.facts
                        """.formatted(data, ingestion.startedAt)))
                .containsExactly(ACME + "|order|" + id(1) + "|2026-10-02 08:00:00.123456|order.paid"
                        + "|2026-11-01 12:00:00|0|" + id(4) + "|" + id(2) + "|t|t");
        assertThat(ingestion.rows("select organization_id, kind, object_id from log.fact_tickets"))
                .containsExactly(ACME + "|order|" + id(1));
    }

    @Test
    void everyKindIsKeptAndSendingItAgainChangesNothing() {
        NewFact[] facts = Arrays.stream(FactKind.values())
                .map(kind -> fact(
                        kind.types().get(0),
                        kind == FactKind.EXCHANGE_RATE
                                ? full(kind)
                                : full(kind).put("id", id(100 + kind.ordinal()).toString())))
                .toArray(NewFact[]::new);

        assertThat(keep(facts)).isEqualTo(new FactsResult(9, 0, 3));
        List<String> rows = ingestion.rows("select * from log.facts order by kind");
        List<String> customers = ingestion.rows("select * from log.customers");
        assertThat(keep(facts)).isEqualTo(new FactsResult(0, 9, 0));

        assertThat(ingestion.rows("select * from log.facts order by kind")).isEqualTo(rows);
        assertThat(ingestion.rows("select * from log.customers")).isEqualTo(customers);
        assertThat(ingestion.rows("select count(*) from log.fact_tickets")).containsExactly("9");
        assertThat(counted("inserted")).isEqualTo(9);
        assertThat(counted("duplicate")).isEqualTo(9);
        assertThat(ingestion
                        .meters
                        .get("cost_insights_ingest_facts_waiting")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void sameTypeObjectAndVersionIsADuplicateAndTheFirstWins() {
        ObjectNode later = order(1).put("modified_at", "2026-10-05T00:00:00Z");

        assertThat(keep(
                        fact("order.paid", order(1)),
                        fact("order.paid", order(1).put("net_amount", 7)),
                        fact("order.updated", order(1)),
                        fact("order.paid", later)))
                .isEqualTo(new FactsResult(3, 1, 0));

        assertThat(ingestion.rows("select type, version_at::date, position, data ->> 'net_amount' from log.facts"
                        + " order by position"))
                .containsExactly(
                        "order.paid|2026-10-02|0|1000",
                        "order.updated|2026-10-02|2|1000",
                        "order.paid|2026-10-05|3|1000");
        assertThat(ingestion.rows("select kind, object_id from log.fact_tickets"))
                .containsExactly("order|" + id(1));
        assertThat(await(send(GLOBEX, List.of(fact("order.paid", order(1)))))).isEqualTo(new FactsResult(1, 0, 0));
    }

    @Test
    void whatWaitsForItsOrderOrSubscriptionIsCounted() {
        assertThat(keep(
                        fact("order.paid", order(10)),
                        fact("refund.created", refund(20, 10)),
                        fact("refund.created", refund(21, 11)),
                        fact("refund.updated", refund(21, 11)),
                        fact("dispute.created", full(FactKind.DISPUTE).put("order_id", id(12).toString())),
                        fact("customer_seat.claimed", full(FactKind.CUSTOMER_SEAT))))
                .isEqualTo(new FactsResult(6, 0, 4));
        assertThat(keep(fact("refund.created", refund(21, 11)))).isEqualTo(new FactsResult(0, 1, 0));

        keep(fact("subscription.created", full(FactKind.SUBSCRIPTION).put("id", id(4).toString())));
        ObjectNode seat = full(FactKind.CUSTOMER_SEAT).put("id", id(30).toString());
        assertThat(keep(fact("customer_seat.claimed", seat))).isEqualTo(new FactsResult(1, 0, 0));
        assertThat(await(send(GLOBEX, List.of(fact("customer_seat.claimed", seat)))))
                .isEqualTo(new FactsResult(1, 0, 1));
    }

    @Test
    void oneWrongFactKeepsItsWholeRequestOut() {
        IngestFacts request =
                Facts.of(fact("order.paid", order(1)), fact("order.paid", order(2).put("net_amount", "1")));

        ContractException refusal = ingestion.refusal(Channels.INGEST_FACTS, request);

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.fieldErrors())
                .containsExactly(new FieldError(1, "data.net_amount", "int_type", "Input should be a valid integer"));
        assertThat(ingestion.rows("select 1 from log.facts")).isEmpty();
        assertThat(counted("rejected")).isEqualTo(2);
    }

    @Test
    void noFactsAreFine() {
        assertThat(keep()).isEqualTo(new FactsResult(0, 0, 0));
    }

    @Test
    void theBellRingsForNewFactsAlone() {
        List<LogAppended> rings = new CopyOnWriteArrayList<>();
        await(Channels.LOG_APPENDED.subscribe(ingestion.vertx, rings::add).completion());
        keep(fact("order.paid", order(1)));
        keep(fact("order.paid", order(1)));
        await(send(GLOBEX, List.of(fact("order.paid", order(1)))));

        Awaitility.await().until(() -> rings.contains(new LogAppended(GLOBEX)));
        assertThat(rings).containsExactly(new LogAppended(ACME), new LogAppended(GLOBEX));
    }

    @Test
    void theSameObjectsInAnyOrderAtOnceDoNotDeadlock() {
        List<NewFact> facts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            facts.add(fact("order.paid", order(i)));
            facts.add(fact("refund.created", refund(i, i)));
            facts.add(fact(
                    "customer.updated",
                    full(FactKind.CUSTOMER).put("id", id(i).toString()).put("external_id", "user_" + i)));
        }
        var random = new Random(11);
        List<Future<FactsResult>> answers = new ArrayList<>();
        for (int request = 0; request < 16; request++) {
            Collections.shuffle(facts, random);
            answers.add(send(ACME, facts.subList(0, 200)));
        }

        await(Future.all(answers));

        int inserted =
                answers.stream().mapToInt(answer -> answer.result().inserted()).sum();
        assertThat(ingestion.rows("select count(*) from log.facts")).containsExactly(String.valueOf(inserted));
        assertThat(ingestion.rows("select deadlocks from pg_stat_database where datname = current_database()"))
                .containsExactly("0");
    }

    @Test
    void theLargestRequestIsKeptAtOnce() {
        List<NewFact> facts = IntStream.range(0, IngestFacts.MAX_FACTS)
                .mapToObj(i -> i % 2 == 0
                        ? fact("order.paid", order(i))
                        : fact(
                                "customer.updated",
                                full(FactKind.CUSTOMER)
                                        .put("id", id(i).toString())
                                        .put("external_id", "user_" + i)))
                .toList();

        // On a busy machine nobody may be there any more for the answer.
        send(ACME, facts);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(ingestion.rows("select count(*), count(distinct id) from log.fact_tickets"))
                                .containsExactly("10000|10000"));
        assertThat(ingestion.rows("select count(*) from log.customers")).containsExactly("5000");
    }

    @Test
    void afterItsConnectionsWereCutItKeepsFactsAgain() {
        NewFact fact = fact("order.paid", order(1));
        keep(fact);

        ingestion.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and application_name = 'cost-insights facts'");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(await(send(ACME, List.of(fact)).otherwise(new FactsResult(-1, -1, -1))))
                        .isEqualTo(new FactsResult(0, 1, 0)));
    }

    @Test
    void whoseObjectsWaitInGreatNumbersIsTurnedAwayAloneUnlessTheyWerePostponed() {
        NewFact fact = fact("order.paid", order(1));
        ingestion.execute("insert into log.fact_tickets (organization_id, id, kind, object_id) select '" + GLOBEX
                + "', nextval('log.fact_ticket_ids'), 'order', gen_random_uuid() from generate_series(1, 100001)");
        Awaitility.await().until(() -> refusal(GLOBEX, fact) == ErrorCode.OVERLOADED);
        assertThat(keep(fact)).isEqualTo(new FactsResult(1, 0, 0));
        assertThat(refusal(GLOBEX, fact)).isEqualTo(ErrorCode.OVERLOADED);

        ingestion.execute("update log.fact_tickets set id = -id");
        Awaitility.await().until(() -> refusal(GLOBEX, fact) == null);
    }

    /** Null when it is taken. */
    private @Nullable ErrorCode refusal(UUID organizationId, NewFact fact) {
        return await(send(organizationId, List.of(fact))
                .transform(answer -> Future.succeededFuture(
                        answer.succeeded() ? null : ((ContractException) answer.cause()).code())));
    }

    @Test
    void anOldTimestampIsAsGoodAsANewOne() {
        ObjectNode order = order(1).putNull("modified_at");

        keep(
                new NewFact("order.paid", Instant.parse("0001-01-01T00:00:00Z"), order.toString()),
                new NewFact("order.paid", Instant.parse("9999-12-31T23:59:59.9999999Z"), order.toString()));

        assertThat(ingestion.rows("select version_at at time zone 'UTC' from log.facts order by 1"))
                .containsExactly("0001-01-01 00:00:00", "9999-12-31 23:59:59.999999");
    }
}

package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.platform.config.Settings;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestionIT {
    private static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
    private static final UUID GLOBEX = UUID.fromString("00000000-0000-4000-8000-0000000000b2");

    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    @Test
    void everyPartOfAnEventStandsInTheLog() {
        NewEvent event = NewEvent.of("llm.inference", "user_1")
                .at(Instant.parse("2026-01-02T03:04:05.123456789Z"))
                .externalId("event-1")
                .under("root-1")
                .member("member-1")
                .costCents("0.025")
                .llm(new LlmUsage("openai", "gpt-5", "Hi \"you\"", "Grüße 🦊", 10L, 3L, 7L, 17L))
                .with("text", MetadataValue.of("a \\ \"b\" \u0001 é"))
                .with("whole", MetadataValue.of(3))
                .with("exact", MetadataValue.of(new BigDecimal("12345678901234567890.123456789012345678901")))
                .with("large", MetadataValue.of(new BigDecimal("1e400")))
                .with("flag", MetadataValue.of(true))
                .build();

        assertThat(ingestion.record(ACME, event)).isEqualTo(new IngestResult(1, 0));

        assertThat(ingestion.rows("""
                        select organization_id, name, external_customer_id, external_member_id, external_id, parent_id,
                            occurred_at = '2026-01-02T03:04:05.123456Z', cost_cents, llm_vendor, llm_model, llm_prompt,
                            llm_response, input_tokens, cached_input_tokens, output_tokens, total_tokens, position,
                            customer_id, member_id
                        from log.events
                        """))
                .containsExactly(ACME + "|llm.inference|user_1|member-1|event-1|root-1|t|0.025000000000|openai|gpt-5|"
                        + "Hi \"you\"|Grüße 🦊|10|3|7|17|0|null|null");
        assertThat(ingestion.rows(
                        "select metadata ->> 'text', metadata -> 'whole', metadata ->> 'exact', metadata -> 'flag',"
                                + " (metadata -> 'large')::numeric = 1e400 from log.events"))
                .containsExactly("a \\ \"b\" \u0001 é|3|12345678901234567890.123456789012345678901|true|t");
    }

    @Test
    void anEventWithoutOptionalPartsHappensWhenItIsRecorded() {
        ingestion.record(ACME, NewEvent.of("signup", "user_1").build());

        assertThat(ingestion.rows("select occurred_at = ingested_at, ingested_at between '" + ingestion.startedAt
                        + "' and now(), cost_cents, external_key, metadata, llm_vendor from log.events"))
                .containsExactly("t|t|null|null|{}|null");
        assertThat(ingestion.rows("select uuid_extract_version(id) = 4, ('x' || left(replace(id::text, '-', ''), 12))"
                        + "::bit(48)::bigint = floor(1000 * extract(epoch from ingested_at)) from log.events"))
                .containsExactly("t|t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999.999999999999",
                "-99999999999999999.999999999999",
                "0.000000000001",
                "-0.000000000001",
                "0.300000000000",
                "0.000000000000"
            })
    void aCostIsKeptToTheLastDigit(String cents) {
        ingestion.record(ACME, NewEvent.of("call", "user_1").costCents(cents).build());

        assertThat(ingestion.rows("select cost_cents from log.events")).containsExactly(cents);
    }

    @Test
    void anExternalIdIsRecordedOncePerOrganization() {
        NewEvent first = NewEvent.of("call", "user_1").externalId("id").build();
        NewEvent anonymous = NewEvent.of("call", "user_1").build();

        assertThat(ingestion.record(ACME, first, anonymous, first, anonymous)).isEqualTo(new IngestResult(3, 1));
        assertThat(ingestion.record(ACME, first)).isEqualTo(new IngestResult(0, 1));
        assertThat(ingestion.record(GLOBEX, first)).isEqualTo(new IngestResult(1, 0));

        assertThat(ingestion.rows("select count(*) from log.events")).containsExactly("4");
        assertThat(ingestion.rows("select * from log.conflicts")).isEmpty();
        assertThat(ingestion.counted("inserted")).isEqualTo(4);
        assertThat(ingestion.counted("duplicate")).isEqualTo(2);
    }

    @Test
    void ofOneExternalIdInARequestTheFirstWins() {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(
                    NewEvent.of("nr " + i, "user_1").externalId("id " + i % 50).build());
        }

        assertThat(await(ingestion.send(ACME, events))).isEqualTo(new IngestResult(50, 450));

        assertThat(ingestion.rows("select name from log.events order by position"))
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "nr " + i).toList());
    }

    @Test
    void aDifferentEventUnderAKnownExternalIdIsListedOnce() {
        NewEvent recorded =
                NewEvent.of("call", "user_1").externalId("id").costCents("1").build();
        NewEvent other =
                NewEvent.of("call", "user_1").externalId("id").costCents("2").build();
        ingestion.record(ACME, recorded);

        assertThat(ingestion.record(ACME, other, recorded)).isEqualTo(new IngestResult(0, 2));
        assertThat(ingestion.record(ACME, other)).isEqualTo(new IngestResult(0, 1));

        assertThat(ingestion.rows("select c.organization_id, c.external_id, c.fingerprint <> e.fingerprint"
                        + " from log.conflicts c join log.events e on e.id = c.event_id"))
                .containsExactly(ACME + "|id|t");
        assertThat(ingestion.counted("conflict")).isEqualTo(2);
        assertThat(ingestion.counted("duplicate")).isEqualTo(1);
    }

    @Test
    void overlappingRequestsOnAllLanesRecordEachExternalIdOnce() {
        var random = new Random(7);
        List<Future<IngestResult>> answers = new ArrayList<>();
        for (int request = 0; request < 60; request++) {
            List<NewEvent> events = new ArrayList<>(IntStream.range(0, 700)
                    .mapToObj(i -> NewEvent.of("call", "user_1")
                            .externalId("id " + i)
                            .costCents("0.1")
                            .build())
                    .toList());
            Collections.shuffle(events, random);
            answers.add(ingestion.send(request % 2 == 0 ? ACME : GLOBEX, events));
        }

        await(Future.all(answers));

        assertThat(answers.stream()
                        .mapToInt(answer -> answer.result().inserted())
                        .sum())
                .isEqualTo(1_400);
        assertThat(ingestion.rows("select count(*), count(distinct (organization_id, external_id)) from log.events"))
                .containsExactly("1400|1400");
    }

    @Test
    void ticketsCountEveryEventOfTheirBatch() {
        List<Future<IngestResult>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            NewEvent event =
                    NewEvent.of("call", "user_1").externalId("id " + i % 200).build();
            answers.add(ingestion.send(
                    i % 3 == 0 ? ACME : GLOBEX,
                    List.of(event, NewEvent.of("x", "u").build())));
        }
        await(Future.all(answers));

        assertThat(ingestion.rows("""
                        select organization_id, batch_id, count(*) from log.events group by 1, 2
                        except select organization_id, batch_id, events from log.tickets
                        """)).isEmpty();
        assertThat(ingestion.rows("select sum(events) = (select count(*) from log.events) from log.tickets"))
                .containsExactly("t");
    }

    @Test
    void aRequestWithDuplicatesAloneLeavesNoTicketAndRingsNoBell() {
        List<LogAppended> rings = new CopyOnWriteArrayList<>();
        await(Channels.LOG_APPENDED.subscribe(ingestion.vertx, rings::add).completion());
        NewEvent event = NewEvent.of("call", "user_1").externalId("id").build();
        ingestion.record(ACME, event);
        ingestion.record(ACME, event);
        ingestion.record(GLOBEX, event);

        await().until(() -> rings.contains(new LogAppended(GLOBEX)));
        assertThat(rings).containsExactly(new LogAppended(ACME), new LogAppended(GLOBEX));
        assertThat(ingestion.rows("select organization_id from log.tickets order by 1"))
                .containsExactly(ACME.toString(), GLOBEX.toString());
    }

    @Test
    void theCustomerOfAnEventIsKeptInOneWidth() {
        ingestion.record(
                ACME,
                NewEvent.of("a", "Grüße 🦊").build(),
                NewEvent.of("b", "x".repeat(10_000)).build(),
                NewEvent.of("c", "").build());

        assertThat(ingestion.rows("""
                        select name, customer_digest = encode(substring(
                            sha256(convert_to('e' || external_customer_id, 'UTF8')) for 16), 'hex')::uuid
                        from log.events order by name
                        """)).containsExactly("a|t", "b|t", "c|null");
    }

    @Test
    void theLargestRequestIsOneBatch() {
        List<NewEvent> events = Collections.nCopies(
                10_000,
                NewEvent.of("call", "user_1").costCents("0.000000000001").build());

        assertThat(await(ingestion.send(ACME, events))).isEqualTo(new IngestResult(10_000, 0));

        assertThat(ingestion.rows("select events from log.tickets")).containsExactly("10000");
        assertThat(ingestion.rows("select sum(cost_cents), max(position) from log.events"))
                .containsExactly("0.000000010000|9999");
    }

    @Test
    void anInvalidEventKeepsItsWholeRequestOut() {
        NewEvent good = NewEvent.of("call", "user_1").build();
        NewEvent future =
                NewEvent.of("call", "user_1").at(Instant.now().plusSeconds(60)).build();

        ContractException refusal = ingestion.refusal(ACME, good, future);

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.fieldErrors())
                .containsExactly(
                        new FieldError(1, "timestamp", "value_error", "Value error, Timestamp must be in the past."));
        assertThat(ingestion.rows("select 1 from log.events")).isEmpty();
        assertThat(ingestion.counted("rejected")).isEqualTo(2);
    }

    @Test
    void aRequestThatTheDatabaseRefusesFailsAloneInItsBatch() {
        ingestion.execute("alter table log.events add constraint no_poison check (name <> 'poison')");
        List<Future<IngestResult>> good = new ArrayList<>();
        List<Future<IngestResult>> bad = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            good.add(ingestion.send(ACME, List.of(NewEvent.of("call", "user_1").build())));
            if (i % 25 == 0) {
                bad.add(ingestion.send(
                        ACME, List.of(NewEvent.of("poison", "user_1").build())));
            }
        }

        await(Future.all(good));
        await(Future.join(bad).otherwiseEmpty());

        assertThat(bad).allMatch(Future::failed);
        assertThat(ingestion.rows("select count(*) from log.events")).containsExactly("100");
        assertThat(ingestion.counted("failed")).isEqualTo(4);
    }

    @Test
    void afterItsConnectionsWereCutItRecordsAgain() {
        NewEvent event = NewEvent.of("call", "user_1").externalId("id").build();
        ingestion.record(ACME, event);

        ingestion.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and application_name like 'cost-insights ingest%'");

        await().untilAsserted(() -> assertThat(
                        await(ingestion.send(ACME, List.of(event)).otherwise(new IngestResult(-1, -1))))
                .isEqualTo(new IngestResult(0, 1)));
    }

    @Test
    void aConnectionCutDuringTheAppendIsAnsweredAsUnavailable() {
        NewEvent event = NewEvent.of("call", "user_1").build();
        ingestion.execute("create function log.cut() returns trigger language plpgsql as"
                + " 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'");
        ingestion.execute("create trigger cut before insert on log.events for each row execute function log.cut()");

        assertThat(ingestion.refusal(ACME, event).code()).isEqualTo(ErrorCode.UNAVAILABLE);

        ingestion.execute("drop trigger cut on log.events");
        assertThat(ingestion.record(ACME, event)).isEqualTo(new IngestResult(1, 0));
    }

    @Test
    void aBacklogBeyondTheLimitTurnsEventsAwayUntilItIsFolded() {
        try (var small = new RunningIngestion(new Settings.Ingestion(1, 10_000, 100))) {
            NewEvent event = NewEvent.of("call", "user_1").build();
            await(small.send(ACME, Collections.nCopies(101, event)));

            await().until(() -> await(small.send(ACME, List.of()).map(true).otherwise(false))
                    && await(small.send(ACME, List.of(event))
                            .map(false)
                            .otherwise(failure -> ((ContractException) failure).code() == ErrorCode.OVERLOADED)));
            small.execute("delete from log.tickets");

            await().until(() -> await(small.send(ACME, List.of(event)).map(true).otherwise(false)));
        }
    }

    @Test
    void stoppingFinishesWhatWaits() {
        List<Future<IngestResult>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(ingestion.send(
                    ACME, Collections.nCopies(20, NewEvent.of("call", "user_1").build())));
        }
        await(answers.get(0));

        await(ingestion.undeploy());

        long recorded = answers.stream().filter(Future::succeeded).count();
        assertThat(answers).allMatch(Future::isComplete);
        assertThat(ingestion.rows("select count(*) from log.events")).containsExactly(String.valueOf(20 * recorded));
        assertThat(ingestion
                        .refusal(ACME, NewEvent.of("call", "user_1").build())
                        .code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }
}

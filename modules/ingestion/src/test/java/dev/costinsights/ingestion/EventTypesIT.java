package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTypesIT {
    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    @Test
    void aNameGetsItsTypeWithItsFirstEventInEachOrganization() {
        NewEvent call = NewEvent.of("call", "user_1").externalId("id").build();
        ingestion.record(ACME, call, call, NewEvent.of("", "user_1").build());
        ingestion.record(ACME, call, NewEvent.of("call", "user_1").build());
        ingestion.record(GLOBEX, call);

        assertThat(ingestion.rows("""
                        select organization_id, name, label, label_property_selector, uuid_extract_version(id), modified_at,
                            created_at = (select min(ingested_at) from log.events e
                                where (e.organization_id, e.name) = (t.organization_id, t.name))
                        from log.event_types t order by 1, 2
                        """))
                .containsExactly(
                        ACME + "|||null|4|null|t",
                        ACME + "|call|call|null|4|null|t",
                        GLOBEX + "|call|call|null|4|null|t");
    }

    @Test
    void aNameThatOnlyADuplicateBearsHasNoType() {
        ingestion.record(ACME, NewEvent.of("call", "user_1").externalId("id").build());
        ingestion.record(ACME, NewEvent.of("other", "user_1").externalId("id").build());
        assertThat(ingestion.rows("select name from log.event_types")).containsExactly("call");

        ingestion.record(ACME, NewEvent.of("other", "user_1").build());
        assertThat(ingestion.rows("select name from log.event_types order by name"))
                .containsExactly("call", "other");
    }

    @Test
    void aNameWhoseFirstAppendFailedGetsItsTypeWithTheNext() {
        NewEvent event = NewEvent.of("call", "user_1").costCents("1").build();
        ingestion.execute("alter table log.events add constraint no_cost check (cost_cents is null)");
        ingestion.refusal(ACME, event);
        ingestion.execute("alter table log.events drop constraint no_cost");

        ingestion.record(ACME, event);

        assertThat(ingestion.rows("select name from log.event_types")).containsExactly("call");
    }

    @Test
    void aTypeThatAnotherServerMadeAndAPersonChangedStays() {
        ingestion.execute("insert into log.event_types (organization_id, name, id, label, created_at) values ('" + ACME
                + "', 'call', gen_random_uuid(), 'Calls', now())");

        ingestion.record(ACME, NewEvent.of("call", "user_1").build());

        assertThat(ingestion.rows("select name, label from log.event_types")).containsExactly("call|Calls");
    }

    @Test
    void newNamesOnAllLanesGetOneTypeEach() {
        var random = new Random(11);
        List<Future<IngestResult>> answers = new ArrayList<>();
        for (int request = 0; request < 40; request++) {
            List<NewEvent> events = new ArrayList<>(IntStream.range(0, 800)
                    .mapToObj(i -> NewEvent.of("name " + i, "user_1").build())
                    .toList());
            Collections.shuffle(events, random);
            answers.add(ingestion.send(request % 2 == 0 ? ACME : GLOBEX, events));
        }

        await(Future.all(answers));

        assertThat(ingestion.rows("select organization_id, count(*) from log.event_types group by 1 order by 1"))
                .containsExactly(ACME + "|800", GLOBEX + "|800");
    }
}

package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.contracts.events.UpdateEventType;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTypeRegisterIT {
    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    @Test
    void aTypeIsLabelledAndItsSelectorGoesWithTheNextChange() {
        ingestion.record(ACME, NewEvent.of("call", "user_1").build());
        UUID id =
                UUID.fromString(ingestion.rows("select id from log.event_types").get(0));

        EventType changed = update(new UpdateEventType(ACME, id, " Calls ", "subject"));

        assertThat(changed.name()).isEqualTo("call");
        assertThat(changed.label()).isEqualTo("Calls");
        assertThat(changed.labelPropertySelector()).isEqualTo("subject");
        assertThat(changed.modifiedAt()).isAfter(changed.createdAt());
        assertThat(update(new UpdateEventType(ACME, id, "Calls", null)).labelPropertySelector())
                .isNull();
        assertThat(ingestion.rows("select label, label_property_selector from log.event_types"))
                .containsExactly("Calls|null");
    }

    @Test
    void anothersTypeIsNotFoundAndStays() {
        ingestion.record(ACME, NewEvent.of("call", "user_1").build());
        UUID id =
                UUID.fromString(ingestion.rows("select id from log.event_types").get(0));

        assertThat(ingestion
                        .refusal(Channels.UPDATE_EVENT_TYPE, new UpdateEventType(GLOBEX, id, "Theirs", null))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ingestion.rows("select label from log.event_types")).containsExactly("call");
    }

    private EventType update(UpdateEventType wish) {
        return await(Channels.UPDATE_EVENT_TYPE.ask(ingestion.vertx, wish));
    }
}

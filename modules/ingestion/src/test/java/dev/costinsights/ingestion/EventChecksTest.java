package dev.costinsights.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventChecksTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

    private static List<FieldError> errors(NewEvent... events) {
        return EventChecks.errorsOf(List.of(events), NOW);
    }

    private static NewEvent at(Instant timestamp) {
        return NewEvent.of("call", "user").at(timestamp).build();
    }

    @Test
    void whatHappenedUpToNowMayBeRecordedWithinTheToleranceOfClocks() {
        assertThat(errors(
                        at(NOW),
                        at(NOW.plus(EventChecks.CLOCK_TOLERANCE)),
                        at(EventChecks.EARLIEST),
                        NewEvent.of("", "").build()))
                .isEmpty();
    }

    @Test
    void theFutureAndTimesBeforeTheYearOneAreRefused() {
        assertThat(errors(
                        at(NOW),
                        at(NOW.plus(EventChecks.CLOCK_TOLERANCE).plusNanos(1)),
                        at(EventChecks.EARLIEST.minusNanos(1))))
                .containsExactly(
                        new FieldError(1, "timestamp", "value_error", "Value error, Timestamp must be in the past."),
                        new FieldError(
                                2,
                                "timestamp",
                                "value_error",
                                "Value error, Timestamp must not be before the year 1."));
    }

    @Test
    void nullCharactersAreRefusedOncePerField() {
        String text = "a\0b";
        NewEvent event = NewEvent.of(text, text)
                .externalId(text)
                .under(text)
                .member(text)
                .with(text, MetadataValue.of(text))
                .llm(LlmUsage.of(text, text))
                .build();

        assertThat(errors(event))
                .extracting(FieldError::field)
                .containsExactly(
                        "name", "external_id", "parent_id", "external_customer_id", "external_member_id", "metadata");
        assertThat(errors(event))
                .allMatch(error -> error.type().equals("value_error")
                        && error.message().equals("Value error, This value contains invalid characters"));
    }

    @Test
    void aNullCharacterIsFoundInEveryTextOfMetadata() {
        LlmUsage prompt = new LlmUsage("a", "b", "\0", null, null, null, null, null);
        LlmUsage response = new LlmUsage("a", "b", null, "\0", null, null, null, null);

        assertThat(errors(
                        NewEvent.of("call", "user")
                                .with("k", MetadataValue.of("\0"))
                                .build(),
                        NewEvent.of("call", "user")
                                .with("\0", MetadataValue.of(1))
                                .build(),
                        NewEvent.of("call", "user").llm(prompt).build(),
                        NewEvent.of("call", "user").llm(response).build(),
                        NewEvent.of("call", "user").llm(LlmUsage.of("\0", "b")).build(),
                        NewEvent.of("call", "user").llm(LlmUsage.of("a", "\0")).build()))
                .extracting(FieldError::index)
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void halfOfASurrogatePairIsRefusedAndAWholeOneIsNot() {
        assertThat(errors(
                        NewEvent.of("\ud83d\ude00", "user")
                                .externalId("\ud83d\ude00")
                                .build(),
                        NewEvent.of("call", "user").externalId("\ud83d").build(),
                        NewEvent.of("call", "user").externalId("\ude00\ud83d").build(),
                        NewEvent.of("call", "user").externalId("a\ud83db").build()))
                .extracting(FieldError::index, FieldError::field)
                .containsExactly(tuple(1, "external_id"), tuple(2, "external_id"), tuple(3, "external_id"));
    }
}

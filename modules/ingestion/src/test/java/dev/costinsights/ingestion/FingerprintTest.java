package dev.costinsights.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static NewEvent event(UnaryOperator<NewEvent.Builder> parts) {
        return parts.apply(NewEvent.of("call", "user").externalId("id")).build();
    }

    @Test
    void everyPartCounts() {
        List<NewEvent> events = List.of(
                event(parts -> parts),
                NewEvent.of("other", "user").externalId("id").build(),
                NewEvent.of("call", "other").externalId("id").build(),
                NewEvent.of("call", "user").externalId("other").build(),
                NewEvent.of("call", "user").build(),
                event(parts -> parts.at(Instant.EPOCH)),
                event(parts -> parts.at(Instant.EPOCH.plusNanos(1))),
                event(parts -> parts.under("id")),
                event(parts -> parts.member("id")),
                event(parts -> parts.costCents("0")),
                event(parts -> parts.costCents("0.1")),
                event(parts -> parts.llm(LlmUsage.of("a", "b"))),
                event(parts -> parts.llm(LlmUsage.of("ab", ""))),
                event(parts -> parts.llm(new LlmUsage("a", "b", "c", null, null, null, null, null))),
                event(parts -> parts.llm(new LlmUsage("a", "b", null, "c", null, null, null, null))),
                event(parts -> parts.llm(new LlmUsage("a", "b", null, null, 1L, null, null, null))),
                event(parts -> parts.llm(new LlmUsage("a", "b", null, null, null, 1L, null, null))),
                event(parts -> parts.llm(new LlmUsage("a", "b", null, null, null, null, 1L, null))),
                event(parts -> parts.llm(new LlmUsage("a", "b", null, null, null, null, null, 1L))),
                event(parts -> parts.with("k", MetadataValue.of("1"))),
                event(parts -> parts.with("k", MetadataValue.of(1))),
                event(parts -> parts.with("k", MetadataValue.of("true"))),
                event(parts -> parts.with("k", MetadataValue.of(true))),
                event(parts -> parts.with("l", MetadataValue.of(true))));

        assertThat(events).extracting(Fingerprint::of).doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfMetadataAndTheSpellingOfNumbersDoNotCount() {
        NewEvent one = event(parts -> parts.costCents("1.50")
                .with("a", MetadataValue.of(new BigDecimal("2.50")))
                .with("b", MetadataValue.of(100)));
        NewEvent other = event(parts -> parts.costCents("1.5")
                .with("b", MetadataValue.of(new BigDecimal("1e2")))
                .with("a", MetadataValue.of(new BigDecimal("2.5"))));

        assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(other));
    }

    /** It stands in the log of every installation: a change here makes every retry of an old event a conflict. */
    @Test
    void itStaysTheSameForEver() {
        NewEvent event = event(parts -> parts.at(Instant.parse("2026-01-02T03:04:05Z"))
                .under("root")
                .costCents("0.025")
                .llm(new LlmUsage("openai", "gpt-5", "p", "r", 1L, 2L, 3L, 4L))
                .with("text", MetadataValue.of("é"))
                .with("number", MetadataValue.of(7))
                .with("flag", MetadataValue.of(true)));

        assertThat(Fingerprint.of(event)).isEqualTo(6621675719437094582L);
    }
}

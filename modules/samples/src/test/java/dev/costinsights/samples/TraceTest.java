package dev.costinsights.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.samples.SampleEvent.LlmUsage;
import dev.costinsights.samples.SampleEvent.Tokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {

    @ParameterizedTest
    @CsvSource({"CODE, 8819, 18059974, 245896, 4760.8895", "CONVERSATION, 19366, 22361870, 4088665, 9679.1325"})
    void addsUpToThePublishedSums(Trace trace, int requests, long context, long generated, BigDecimal cents) {
        List<SampleEvent> events = trace.events();

        assertThat(events).hasSize(requests);
        assertThat(tokens(events, Tokens::input)).isEqualTo(context);
        assertThat(tokens(events, Tokens::output)).isEqualTo(generated);
        assertThat(events.stream().map(SampleEvent::costCents).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(cents);
    }

    @Test
    void readsTheFirstRequestOfTheCodeTraceToTheMicrosecond() {
        SampleEvent first = Trace.CODE.events().get(0);

        assertThat(first)
                .isEqualTo(new SampleEvent(
                        "llm.inference",
                        Instant.parse("2023-11-16T18:17:03.979960Z"),
                        "azure-code-000001",
                        null,
                        "customer-01",
                        first.costCents(),
                        new LlmUsage("azure", "code", new Tokens(4808, 0, 10)),
                        Map.of()));
        assertThat(EventsJson.plain(first.costCents())).isEqualTo("1.212");
    }

    @ParameterizedTest
    @CsvSource({"CODE", "CONVERSATION"})
    void givesEveryRequestAnIdOfItsOwnAndOneOf24Customers(Trace trace) {
        List<SampleEvent> events = trace.events();

        assertThat(events.stream().map(SampleEvent::externalId)).doesNotHaveDuplicates();
        assertThat(events.stream().map(SampleEvent::externalCustomerId).distinct())
                .hasSize(24);
        assertThat(events.get(23).externalCustomerId()).isEqualTo("customer-00");
        assertThat(events).isEqualTo(trace.events());
    }

    @Test
    void writesTheSameIdsInEveryLocale() {
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(Trace.CODE.events().get(0).externalId()).isEqualTo("azure-code-000001");
        } finally {
            Locale.setDefault(locale);
        }
    }

    private static long tokens(List<SampleEvent> events, ToLongFunction<Tokens> count) {
        return events.stream()
                .map(event -> Objects.requireNonNull(event.llm()).tokens())
                .mapToLong(tokens -> count.applyAsLong(Objects.requireNonNull(tokens)))
                .sum();
    }
}

package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.statistics.StatisticsScope;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is summed over an event and everything beneath it. */
final class Fields {
    static final String COST = StatisticsScope.COST;
    static final String INPUT = "_llm.input_tokens";
    static final String CACHED_INPUT = "_llm.cached_input_tokens";
    static final String OUTPUT = "_llm.output_tokens";
    static final String TOTAL = "_llm.total_tokens";
    static final List<String> ALL = List.of(COST, INPUT, CACHED_INPUT, OUTPUT, TOTAL);

    private Fields() {}

    /** What the event and everything beneath it cost, in cents; null when none of them has a cost. */
    static @Nullable BigDecimal rolledUp(Event event) {
        return event.sums().get(COST);
    }

    /** What the event itself cost, in cents; null when it has no cost. */
    static @Nullable BigDecimal own(Event event) {
        return event.cost() == null ? null : event.cost().cents();
    }

    static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}

package dev.costinsights.presentation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;

/** Times questions by kind and outcome. */
final class AnswerMeters {
    private final MeterRegistry registry;

    AnswerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    <T> Future<T> timed(String question, Future<T> answer) {
        Timer.Sample sample = Timer.start(registry);
        return answer.onComplete(result -> sample.stop(Timer.builder("cost.insights.answers")
                .description("Questions answered from the totals")
                .tag("question", question)
                .tag("outcome", result.succeeded() ? "answered" : "failed")
                .register(registry)));
    }
}

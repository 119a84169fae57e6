package dev.costinsights.example;

import dev.costinsights.contracts.CostInsights;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Records what one thumbnail cost, reads what today cost, and hears of every later change. */
final class ThumbnailCosts extends VerticleBase {

    @Override
    public Future<?> start() {
        CostInsights costInsights = CostInsights.on(vertx);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        TimeRange range = new TimeRange(today, today, ZoneOffset.UTC);

        costInsights.onTotalsChanged(changed -> say("Totals changed, as of " + changed.asOf()));

        return costInsights
                .record(NewEvent.of("thumbnail.made", "customer-1")
                        .externalId("thumbnail-" + UUID.randomUUID())
                        .costCents("0.025")
                        .build())
                .onSuccess(result -> say("Recorded " + result.inserted() + " event"))
                .compose(recorded -> costInsights.metrics(range, Interval.DAY, Metric.COSTS))
                .onSuccess(answer -> say("Costs today: " + answer.totals().get(Metric.COSTS) + " cents"));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}

package dev.costinsights.contracts;

import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Cost Insights for a sibling verticle in the same application or cluster. Whoever reaches the event bus is trusted:
 * there is no token here.
 *
 * <p>Every future fails only with a {@link dev.costinsights.contracts.bus.ContractException}, whose code says whether
 * trying again can help.
 */
public final class CostInsights {
    private final Vertx vertx;
    private final UUID organizationId;

    private CostInsights(Vertx vertx, UUID organizationId) {
        this.vertx = vertx;
        this.organizationId = organizationId;
    }

    /** Speaks for the organization {@code default}. */
    public static CostInsights on(Vertx vertx) {
        return new CostInsights(vertx, Organizations.DEFAULT_ID);
    }

    /** The same for another organization. */
    public CostInsights of(UUID organizationId) {
        return new CostInsights(vertx, organizationId);
    }

    /** Records events, all or none; the answer comes after they are committed. */
    public Future<IngestResult> record(NewEvent... events) {
        return record(List.of(events));
    }

    /**
     * Records events, all or none; the answer comes after they are committed.
     *
     * @throws IllegalArgumentException with more than {@value IngestEvents#MAX_EVENTS} events
     */
    public Future<IngestResult> record(List<NewEvent> events) {
        return Channels.INGEST_EVENTS.ask(vertx, new IngestEvents(organizationId, events));
    }

    /**
     * Records revenue facts, all or none; the answer comes after they are committed.
     *
     * @throws IllegalArgumentException with more than {@value IngestFacts#MAX_FACTS} facts
     */
    public Future<FactsResult> recordFacts(List<NewFact> facts) {
        return Channels.INGEST_FACTS.ask(vertx, new IngestFacts(organizationId, facts));
    }

    /** Metrics over time, waiting until everything recorded before is in. */
    public Future<MetricsAnswer> metrics(TimeRange range, Interval interval, Metric... metrics) {
        return Channels.METRICS.ask(
                vertx,
                new MetricsQuery(
                        organizationId,
                        range,
                        interval,
                        List.of(metrics),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Consistency.STRONG));
    }

    /** Hears when totals of the organization have changed. Rings may be lost; a ring never carries the change itself. */
    public MessageConsumer<TotalsChanged> onTotalsChanged(Consumer<TotalsChanged> listener) {
        return Channels.TOTALS_CHANGED.subscribe(vertx, changed -> {
            if (changed.organizationId().equals(organizationId)) {
                listener.accept(changed);
            }
        });
    }
}

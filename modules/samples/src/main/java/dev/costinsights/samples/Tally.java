package dev.costinsights.samples;

import dev.costinsights.samples.Outcome.Accepted;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the server has accepted so far.
 *
 * @param sent events in accepted batches: {@code inserted + duplicates}
 * @param inserted events that were new to the server
 * @param duplicates events whose external id it knew already
 * @param costCents the exact sum of the costs of all {@code sent} events
 */
record Tally(long sent, long inserted, long duplicates, BigDecimal costCents) {

    static final Tally NOTHING = new Tally(0, 0, 0, BigDecimal.ZERO);

    Tally plus(List<SampleEvent> batch, Accepted answer) {
        BigDecimal batchCents = batch.stream().map(SampleEvent::costCents).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Tally(
                sent + batch.size(),
                inserted + answer.inserted(),
                duplicates + answer.duplicates(),
                costCents.add(batchCents));
    }
}

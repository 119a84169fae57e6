package dev.costinsights.samples;

import dev.costinsights.samples.Outcome.Accepted;
import java.math.BigDecimal;

/**
 * What the server has accepted so far.
 *
 * @param sent events or facts in accepted batches: {@code inserted + duplicates}
 * @param inserted those that were new to the server
 * @param duplicates those that it had already
 * @param costCents the exact sum of the costs of all that were sent
 */
record Tally(long sent, long inserted, long duplicates, BigDecimal costCents) {

    static final Tally NOTHING = new Tally(0, 0, 0, BigDecimal.ZERO);

    Tally plus(Batch batch, Accepted answer) {
        return new Tally(
                sent + batch.size(),
                inserted + answer.inserted(),
                duplicates + answer.duplicates(),
                costCents.add(batch.costCents()));
    }
}

package dev.costinsights.ingestion;

import io.vertx.core.Future;
import java.util.BitSet;

/** The durable log of events. */
interface EventLog {
    /**
     * Appends the entries and one ticket per organization, all or none.
     *
     * @return after the commit, the positions of the entries that were appended; the others had been recorded before
     */
    Future<BitSet> append(AppendBatch batch);

    /**
     * Lists those duplicates that differ from the event recorded under their external id. Doing so again changes nothing.
     *
     * @return how many of the duplicates differ
     */
    Future<Integer> listConflicts(AppendBatch batch, BitSet duplicates);
}

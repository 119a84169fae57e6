package dev.costinsights.samples;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What goes into one request.
 *
 * @param size how many events or facts
 * @param body the request's body; made when it is sent
 * @param costCents what the events cost in all, 0 for facts
 */
record Batch(int size, Supplier<byte[]> body, BigDecimal costCents) {
    static final int SIZE = 1000;

    static Iterator<Batch> ofEvents(Iterator<SampleEvent> events) {
        return inBatches(
                events,
                batch -> new Batch(
                        batch.size(),
                        () -> EventsJson.body(batch),
                        batch.stream().map(SampleEvent::costCents).reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    static Iterator<Batch> ofFacts(Iterator<SampleFact> facts) {
        return inBatches(facts, batch -> new Batch(batch.size(), () -> FactsJson.body(batch), BigDecimal.ZERO));
    }

    private static <E> Iterator<Batch> inBatches(Iterator<E> items, Function<List<E>, Batch> toBatch) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Batch next() {
                var batch = new ArrayList<E>(SIZE);
                do {
                    batch.add(items.next());
                } while (batch.size() < SIZE && items.hasNext());
                return toBatch.apply(batch);
            }
        };
    }
}

package dev.costinsights.samples;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The made-up year of {@link DemoCommand}, for programs. */
public final class DemoBusiness {
    private static final long SEED = 1;

    private DemoBusiness() {}

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * So much was accepted.
         *
         * @param done events and facts
         * @param total of them
         */
        void sent(long done, long total);
    }

    /**
     * Sends the year that ends now. Sending it again adds only what is new.
     *
     * @param server where the public API is
     * @param token may write events and revenue
     * @param events about how many
     * @throws IOException when a part is refused for good; doing it again is safe
     * @throws InterruptedException as soon as the thread is interrupted; doing it again is safe
     */
    public static void send(URI server, String token, long events, Listener listener)
            throws IOException, InterruptedException {
        Surroundings surroundings = Surroundings.real(Map.of());
        Instant until = surroundings.clock().instant().minus(DemoCommand.CLOCK_TOLERANCE);
        LocalDate today = LocalDate.ofInstant(until, ZoneOffset.UTC);
        var year = new DemoYear(SEED, today, events, until);
        List<SampleFact> facts = DemoRevenue.facts(SEED, today, until);
        long total = facts.size() + year.events().count();
        var target = new Target(server, token);
        send(
                target,
                target.revenue(),
                Batch.ofFacts(facts.iterator()),
                surroundings,
                done -> listener.sent(done, total));
        send(
                target,
                target.events(),
                Batch.ofEvents(year.events().iterator()),
                surroundings,
                done -> listener.sent(facts.size() + done, total));
    }

    private interface Count {
        void sent(long done);
    }

    private static void send(
            Target target, URI address, Iterator<Batch> batches, Surroundings surroundings, Count count)
            throws IOException, InterruptedException {
        var watcher = new Watcher() {
            @Override
            public void sent(long accepted) {
                count.sent(accepted);
            }

            @Override
            public void waiting(String reason, Duration wait) {
                // What was accepted stays the same.
            }
        };
        try {
            new Delivery(new IngestEndpoint(target, address, surroundings.clock()), surroundings, watcher, batches)
                    .run();
        } catch (DeliveryException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

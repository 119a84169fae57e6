package dev.costinsights.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;

/** A server over a log of one size, everything folded, ready to be asked. */
final class Site implements AutoCloseable {

    static final Duration POLL = Duration.ofMillis(200);
    static final Duration PROGRESS = Duration.ofSeconds(10);

    private final long events;
    private final ServerProcess server;
    private final ServerClient client;
    private final Connection connection;
    private final OptionalDouble foldedPerSecond;

    private Site(
            long events,
            ServerProcess server,
            ServerClient client,
            Connection connection,
            OptionalDouble foldedPerSecond) {
        this.events = events;
        this.server = server;
        this.client = client;
        this.connection = connection;
        this.foldedPerSecond = foldedPerSecond;
    }

    /** Fills the log, if that was not done before, and has the server fold it. */
    static Site open(Laboratory laboratory, long events, LocalDate firstDay)
            throws IOException, SQLException, InterruptedException {
        String name = "events_" + events;
        DatabaseAddress database = laboratory.database(name);
        // The first start makes the schemas; the log is filled while nobody folds.
        laboratory.server(name, database).close();
        boolean filled = FilledLog.fill(database, events, FilledLog.CUSTOMERS, firstDay);
        ServerProcess server = laboratory.server(name, database);
        OptionalDouble foldedPerSecond = OptionalDouble.empty();
        if (filled) {
            foldedPerSecond = OptionalDouble.of(awaitFolded(database, events));
            FilledLog.vacuum(database);
        }
        var client = new ServerClient(server.url());
        client.signIn();
        return new Site(events, server, client, database.connect(), foldedPerSecond);
    }

    private static double awaitFolded(DatabaseAddress database, long events) throws SQLException, InterruptedException {
        long start = System.nanoTime();
        long nextProgress = start + PROGRESS.toNanos();
        long waiting;
        while ((waiting = FilledLog.waiting(database)) > 0) {
            if (System.nanoTime() > nextProgress) {
                System.err.printf(Locale.ROOT, "%,d of %,d events wait to be folded%n", waiting, events);
                nextProgress += PROGRESS.toNanos();
            }
            Thread.sleep(POLL.toMillis());
        }
        return events / ((System.nanoTime() - start) / 1e9);
    }

    long events() {
        return events;
    }

    ServerClient client() {
        return client;
    }

    Connection connection() {
        return connection;
    }

    /** From the ready line until no ticket was left; empty when an earlier run did that. */
    OptionalDouble foldedPerSecond() {
        return foldedPerSecond;
    }

    Duration startTime() {
        return server.startTime();
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        server.close();
    }
}

package dev.costinsights.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;

/** A server over revenue and events of one size, everything folded, ready to be asked. */
final class RevenueSite implements AutoCloseable {

    private final FilledFacts contents;
    private final ServerProcess server;
    private final ServerClient client;
    private final Connection connection;
    private final long facts;
    private final OptionalDouble factsFoldedPerSecond;

    private RevenueSite(
            FilledFacts contents,
            ServerProcess server,
            Connection connection,
            long facts,
            OptionalDouble factsFoldedPerSecond) {
        this.contents = contents;
        this.server = server;
        this.client = new ServerClient(server.url());
        this.connection = connection;
        this.facts = facts;
        this.factsFoldedPerSecond = factsFoldedPerSecond;
    }

    /** Something that waits to be folded. */
    private interface Waiting {
        long count(DatabaseAddress database) throws SQLException;
    }

    /** Fills facts and has the server fold them, then events; what an earlier run did isn't done again. */
    static RevenueSite open(Laboratory laboratory, FilledFacts contents, long events, LocalDate firstDay)
            throws IOException, SQLException, InterruptedException {
        String name = "revenue_" + contents.orders();
        DatabaseAddress database = laboratory.database(name);
        // The first start makes the schemas; the log is filled while nobody folds.
        laboratory.server(name, database).close();
        OptionalDouble perSecond = OptionalDouble.empty();
        boolean filled = contents.fill(database, firstDay);
        long facts = FilledFacts.facts(database);
        if (filled) {
            ServerProcess folding = laboratory.server(name, database);
            perSecond = OptionalDouble.of(facts / secondsUntilFolded(database, FilledFacts::waiting));
            folding.close();
        }
        boolean filledEvents = FilledLog.fill(database, events, contents.customers(), firstDay);
        ServerProcess server = laboratory.server(name, database);
        if (filledEvents) {
            secondsUntilFolded(database, FilledLog::waiting);
        }
        if (filled || filledEvents) {
            FilledLog.vacuum(database);
        }
        return new RevenueSite(contents, server, database.connect(), facts, perSecond);
    }

    private static double secondsUntilFolded(DatabaseAddress database, Waiting waiting)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        long nextProgress = start + Site.PROGRESS.toNanos();
        long left;
        while ((left = waiting.count(database)) > 0) {
            if (System.nanoTime() > nextProgress) {
                System.err.printf(Locale.ROOT, "%,d wait to be folded%n", left);
                nextProgress += Site.PROGRESS.toNanos();
            }
            Thread.sleep(Site.POLL.toMillis());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    FilledFacts contents() {
        return contents;
    }

    ServerClient client() {
        return client;
    }

    Connection connection() {
        return connection;
    }

    long facts() {
        return facts;
    }

    /** From the ready line until no object waited; empty when an earlier run did that. */
    OptionalDouble factsFoldedPerSecond() {
        return factsFoldedPerSecond;
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        server.close();
    }
}

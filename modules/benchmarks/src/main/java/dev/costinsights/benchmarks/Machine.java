package dev.costinsights.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the results depend on.
 *
 * @param loadAverage of the last minute, before anything was measured: other people's work
 * @param flushMicros how long the disk takes to keep 8 KiB, median and 99th percentile
 */
record Machine(
        int cores,
        long memoryBytes,
        String java,
        String postgres,
        String durability,
        String serverOptions,
        double loadAverage,
        Latency flushMicros) {

    private static final int FLUSHES = 500;
    private static final int PAGE_BYTES = 8192;

    static Machine measure(Path directory, Connection connection, List<String> serverOptions)
            throws IOException, SQLException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("java.version"),
                setting(connection, "server_version"),
                "fsync=" + setting(connection, "fsync") + ", synchronous_commit="
                        + setting(connection, "synchronous_commit"),
                String.join(" ", serverOptions),
                system.getSystemLoadAverage(),
                flushes(directory));
    }

    String asMarkdown() {
        return String.format(
                Locale.ROOT,
                "%d cores (load generator and PostgreSQL on the same), %d GiB, JDK %s, server with %s, PostgreSQL %s"
                        + " (%s), 8 KiB written and flushed in %.2f ms (p99 %.2f ms), load average before the run %.1f",
                cores,
                Math.round(memoryBytes / 0x1p30),
                java,
                serverOptions,
                postgres,
                durability,
                flushMicros.p50() / 1e3,
                flushMicros.p99() / 1e3,
                loadAverage);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Latency flushes(Path directory) throws IOException {
        Path file = directory.resolve("flush-probe");
        var micros = new Histogram(3);
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            // Written beforehand, as PostgreSQL recycles its WAL files: growing a file would flush its size as well.
            channel.write(ByteBuffer.allocate(FLUSHES * PAGE_BYTES), 0);
            channel.force(true);
            for (int i = 0; i < FLUSHES; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE_BYTES), (long) i * PAGE_BYTES);
                channel.force(false);
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
            }
        }
        Files.deleteIfExists(file);
        return Latency.of(micros);
    }
}

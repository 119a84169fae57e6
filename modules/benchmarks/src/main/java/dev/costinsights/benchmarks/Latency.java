package dev.costinsights.benchmarks;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Percentiles, in microseconds. */
record Latency(long p50, long p95, long p99) {

    static Latency of(Histogram micros) {
        return new Latency(
                micros.getValueAtPercentile(50), micros.getValueAtPercentile(95), micros.getValueAtPercentile(99));
    }

    /** {@code p50 / p95} in milliseconds. */
    String asMillis() {
        return String.format(Locale.ROOT, "%.1f / %.1f", p50 / 1e3, p95 / 1e3);
    }
}

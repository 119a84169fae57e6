package dev.costinsights.benchmarks;

import java.time.Duration;

/**
 * How long the cores worked, which other work on the machine doesn't change much.
 *
 * @param server of the server's process
 * @param postgres of the PostgreSQL processes that are still there
 */
record CpuTime(Duration server, Duration postgres) {

    /** Since they were started: PostgreSQL's processes are those of this program's children that aren't the server. */
    static CpuTime now(ProcessHandle server) {
        Duration postgres = ProcessHandle.current()
                .descendants()
                .filter(process -> !process.equals(server))
                .map(CpuTime::of)
                .reduce(Duration.ZERO, Duration::plus);
        return new CpuTime(of(server), postgres);
    }

    CpuTime since(CpuTime earlier) {
        return new CpuTime(server.minus(earlier.server), postgres.minus(earlier.postgres));
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}

package dev.costinsights.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A fixed number of threads that share a piece of work. */
final class Workers {

    private Workers() {}

    /** Runs all to their end, each on a thread of its own; the first failure is thrown, the others are stopped. */
    static void run(List<? extends Callable<Void>> work) throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> one : work.stream().map(threads::submit).toList()) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

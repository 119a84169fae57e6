package dev.costinsights.accounts;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Hashes and verifies passwords with Argon2id, a few at a time on threads of its own. */
final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(MEMORY_KIB, PASSES, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;
    private static final int THREADS = 2;
    /** As many as are done well within the time that a caller waits. */
    private static final int MOST_WAITING = 16;

    private final WorkerExecutor workers;
    private final Semaphore room = new Semaphore(MOST_WAITING);

    Passwords(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("cost-insights-passwords", THREADS);
    }

    Future<String> hash(Secret password) {
        return work(() -> hashNow(password));
    }

    /**
     * @param hash null when there is no such user: the answer is no, and takes as long, so that time doesn't tell which
     *     users exist
     */
    Future<Boolean> matches(Secret password, @Nullable String hash) {
        return work(() -> {
            if (hash == null) {
                hashNow(password);
                return false;
            }
            return Password.check(password.value(), hash).with(Argon2Function.getInstanceFromHash(hash));
        });
    }

    private static String hashNow(Secret password) {
        return Password.hash(password.value())
                .addRandomSalt(SALT_BYTES)
                .with(ARGON2ID)
                .getResult();
    }

    private <T> Future<T> work(Callable<T> task) {
        if (!room.tryAcquire()) {
            return Future.failedFuture(
                    new ContractException(ErrorCode.OVERLOADED, "Too many sign-ins at once; try again in a moment."));
        }
        return workers.executeBlocking(task, false).onComplete(done -> room.release());
    }
}

package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Bounds how many facts are under way at once, and the memory of their texts. Not thread-safe. */
final class FactGate {
    private final int maxFacts;
    private final long maxCharacters;
    private int facts;
    private long characters;

    FactGate(int maxFacts, long maxCharacters) {
        this.maxFacts = maxFacts;
        this.maxCharacters = maxCharacters;
    }

    /** Fails as {@link ErrorCode#OVERLOADED} when too much is under way; one request alone always passes. */
    <T> Future<T> pass(IngestFacts request, Supplier<Future<T>> work) {
        int more = request.facts().size();
        long moreCharacters = characters(request);
        if (facts > 0 && (facts + more > maxFacts || characters + moreCharacters > maxCharacters)) {
            return Future.failedFuture(new ContractException(
                    ErrorCode.OVERLOADED, "More facts are waiting to be kept than can be soon. Try again later."));
        }
        facts += more;
        characters += moreCharacters;
        return Future.succeededFuture().compose(passed -> work.get()).onComplete(done -> {
            facts -= more;
            characters -= moreCharacters;
        });
    }

    int facts() {
        return facts;
    }

    static long characters(IngestFacts request) {
        return request.facts().stream()
                .map(NewFact::data)
                .mapToLong(String::length)
                .sum();
    }
}

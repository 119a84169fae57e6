package dev.costinsights.api;

import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * Asks what is answered from folded events, which may wait until everything acknowledged before is; says what went wrong
 * in terms of the query.
 */
final class FoldedReads {
    private FoldedReads() {}

    /** Whoever asks for a strong read has agreed to wait. */
    static <Q extends Message, R extends Message> Future<R> ask(
            Vertx vertx, RoutingContext context, Channel<Q, R> channel, Q question, Consistency consistency) {
        boolean strong = consistency == Consistency.STRONG;
        Future<R> asked = channel.ask(vertx, question);
        Future<R> answer = strong ? asked : BearerAuth.patience(context).limit(asked);
        return answer.recover(failure -> Future.failedFuture(strong ? asUnavailable(failure) : failure))
                .recover(failure -> BusRefusal.inWireTerms(
                        failure, Location.QUERY, field -> Location.QUERY.child(field.field()), field -> null));
    }

    /** Totals that can't catch up in time are away for everyone, not a matter of this sender's pace. */
    private static Throwable asUnavailable(Throwable failure) {
        return failure instanceof ContractException known && known.code() == ErrorCode.OVERLOADED
                ? new ContractException(ErrorCode.UNAVAILABLE, known.detail())
                : failure;
    }
}

package dev.costinsights.contracts.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.function.Function;

/**
 * A question that one module asks and another answers.
 *
 * @param address where on the bus, {@code cost-insights.<module>.<noun-verb>.v1}
 * @param timeout how long the asking side waits
 */
public record Channel<Q extends Message, R extends Message>(String address, Duration timeout) {
    private static final System.Logger LOG = System.getLogger(Channel.class.getName());

    /**
     * Asks and awaits the answer. The future fails only with a {@link ContractException}: the one the serving side
     * threw, {@link ErrorCode#TIMEOUT} without an answer in time, {@link ErrorCode#UNAVAILABLE} when nobody serves.
     */
    public Future<R> ask(Vertx vertx, Q question) {
        ContractCodec.register(vertx);
        var options = new DeliveryOptions().setCodecName(ContractCodec.NAME).setSendTimeout(timeout.toMillis());
        return vertx.eventBus()
                .<R>request(address, question, options)
                .map(io.vertx.core.eventbus.Message::body)
                .recover(failure -> Future.failedFuture(Failures.fromReply(failure)));
    }

    /**
     * Answers from now on. Whatever the handler throws or fails with becomes a failure reply with its code, because a
     * consumer that throws would otherwise look like a timeout to the side that asks. Await the consumer's
     * {@code completion()} before reporting ready.
     */
    public MessageConsumer<Q> serve(Vertx vertx, Function<Q, Future<R>> handler) {
        ContractCodec.register(vertx);
        var options = new DeliveryOptions().setCodecName(ContractCodec.NAME);
        return vertx.eventBus()
                .consumer(
                        address,
                        message -> answer(handler, message.body())
                                .onSuccess(answer -> message.reply(answer, options))
                                .onFailure(failure -> {
                                    ContractException known = Failures.known(failure);
                                    if (known.code() == ErrorCode.INTERNAL) {
                                        LOG.log(System.Logger.Level.ERROR, address + " failed", failure);
                                    }
                                    message.fail(known.code().number(), Failures.toReplyText(known));
                                }));
    }

    private Future<R> answer(Function<Q, Future<R>> handler, Q question) {
        try {
            return handler.apply(question);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}

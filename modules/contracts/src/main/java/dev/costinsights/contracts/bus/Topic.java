package dev.costinsights.contracts.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * A doorbell: whoever is there hears it. It may be lost, and nothing durable depends on it.
 *
 * @param address where on the bus
 */
public record Topic<E extends Message>(String address) {

    public void publish(Vertx vertx, E event) {
        ContractCodec.register(vertx);
        vertx.eventBus().publish(address, event, new DeliveryOptions().setCodecName(ContractCodec.NAME));
    }

    /** Hears from now on, until the returned consumer is unregistered. */
    public MessageConsumer<E> subscribe(Vertx vertx, Consumer<E> listener) {
        ContractCodec.register(vertx);
        return vertx.eventBus().consumer(address, message -> listener.accept(message.body()));
    }
}

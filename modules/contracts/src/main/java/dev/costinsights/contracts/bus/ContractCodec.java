package dev.costinsights.contracts.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The one codec of the contract: the same instance when delivered locally, a tag and JSON across nodes. The tag comes
 * from {@link MessageTypes}, never a class name from the wire.
 */
final class ContractCodec implements MessageCodec<Message, Message> {
    static final String NAME = "cost-insights";

    /** Makes the codec known to this Vert.x; doing so again changes nothing. */
    static void register(Vertx vertx) {
        synchronized (vertx) {
            var shared = vertx.sharedData().<String, Boolean>getLocalMap("cost-insights.codec");
            if (shared.putIfAbsent(NAME, true) == null) {
                vertx.eventBus().registerCodec(new ContractCodec());
            }
        }
    }

    @Override
    public void encodeToWire(Buffer buffer, Message message) {
        try {
            byte[] tag = MessageTypes.tagOf(message).getBytes(StandardCharsets.UTF_8);
            byte[] json = ContractJson.MAPPER.writeValueAsBytes(message);
            buffer.appendInt(tag.length).appendBytes(tag).appendInt(json.length).appendBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + message.getClass().getSimpleName() + " can't be written", e);
        }
    }

    @Override
    public Message decodeFromWire(int position, Buffer buffer) {
        int tagLength = buffer.getInt(position);
        int tagStart = position + Integer.BYTES;
        String tag = buffer.getString(tagStart, tagStart + tagLength);
        int jsonLength = buffer.getInt(tagStart + tagLength);
        int jsonStart = tagStart + tagLength + Integer.BYTES;
        try {
            return ContractJson.MAPPER.readValue(
                    buffer.getBytes(jsonStart, jsonStart + jsonLength), MessageTypes.typeOf(tag));
        } catch (IOException e) {
            throw new IllegalStateException("A message tagged " + tag + " can't be read", e);
        }
    }

    @Override
    public Message transform(Message message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}

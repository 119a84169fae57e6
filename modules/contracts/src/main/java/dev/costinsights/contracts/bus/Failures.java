package dev.costinsights.contracts.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.eventbus.ReplyException;
import java.util.List;

/** Maps failures to the text and number of a failure reply, and back. */
final class Failures {
    private record Text(String detail, List<FieldError> fieldErrors) {}

    private Failures() {}

    static ContractException known(Throwable failure) {
        return failure instanceof ContractException known
                ? known
                : new ContractException(ErrorCode.INTERNAL, "Something went wrong inside the server.", failure);
    }

    static String toReplyText(ContractException failure) {
        try {
            return ContractJson.MAPPER.writeValueAsString(new Text(failure.detail(), failure.fieldErrors()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A failure can't be written", e);
        }
    }

    static ContractException fromReply(Throwable failure) {
        if (!(failure instanceof ReplyException reply)) {
            return known(failure);
        }
        return switch (reply.failureType()) {
            case TIMEOUT -> new ContractException(ErrorCode.TIMEOUT, "No answer came in time.", reply);
            case NO_HANDLERS ->
                new ContractException(
                        ErrorCode.UNAVAILABLE, "The part of the server that answers this is not up.", reply);
            case RECIPIENT_FAILURE -> fromText(reply);
            default -> known(reply);
        };
    }

    private static ContractException fromText(ReplyException reply) {
        ErrorCode code = ErrorCode.of(reply.failureCode());
        try {
            Text text = ContractJson.MAPPER.readValue(reply.getMessage(), Text.class);
            return new ContractException(code, text.detail(), text.fieldErrors());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new ContractException(ErrorCode.INTERNAL, "The failure reply could not be read.", reply);
        }
    }
}

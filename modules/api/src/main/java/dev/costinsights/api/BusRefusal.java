package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says a module's refusal of a request in terms of the wire. */
final class BusRefusal {
    private BusRefusal() {}

    /**
     * @param whole the location of a refusal that names no field
     * @param location of a field
     * @param input the value that was sent there, null when it isn't known any more
     */
    static <T> Future<T> inWireTerms(
            Throwable failure,
            Location whole,
            Function<FieldError, Location> location,
            Function<FieldError, @Nullable JsonNode> input) {
        if (!(failure instanceof ContractException known) || known.code() != ErrorCode.INVALID) {
            return Future.failedFuture(failure);
        }
        List<WireError> errors = known.fieldErrors().stream()
                .limit(Problems.MAX_LISTED)
                .map(field -> new WireError(field.type(), location.apply(field), field.message(), input.apply(field)))
                .toList();
        return Future.failedFuture(new InvalidRequest(
                InvalidRequest.Kind.SERVICE,
                errors.isEmpty() ? List.of(new WireError("value_error", whole, known.detail(), null)) : errors));
    }
}

package dev.costinsights.contracts.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one failure that modules see of each other. It crosses the bus without its cause and stack trace: the side that
 * failed logs those.
 */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldError> fieldErrors;

    public ContractException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null);
    }

    public ContractException(ErrorCode code, String detail, @Nullable Throwable cause) {
        this(code, detail, List.of(), cause);
    }

    public ContractException(ErrorCode code, String detail, List<FieldError> fieldErrors) {
        this(code, detail, fieldErrors, null);
    }

    private ContractException(ErrorCode code, String detail, List<FieldError> fieldErrors, @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.fieldErrors = List.copyOf(fieldErrors);
    }

    public ErrorCode code() {
        return code;
    }

    /** What went wrong, in words that may be shown to the sender. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The offending fields of an {@link ErrorCode#INVALID} request, else empty. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }
}

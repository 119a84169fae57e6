package dev.costinsights.contracts.bus;

import java.util.Arrays;

/** Why a request over the bus failed. The number travels as the failure code of the reply. */
public enum ErrorCode {
    /** The request breaks a rule that its sender can mend; field errors say which. */
    INVALID(1),
    /** What was asked for does not exist, or not for this organization. */
    NOT_FOUND(2),
    /** Credentials are missing, unknown, expired or revoked. */
    UNAUTHENTICATED(3),
    /** The credentials are good but don't allow this. */
    FORBIDDEN(4),
    /** More work is waiting than can be done soon; the same request may be sent again after a pause. */
    OVERLOADED(5),
    /** Something this needs (the database, a module) can't be reached now; the request may be sent again. */
    UNAVAILABLE(6),
    /** No answer came in time. Whether the work was done is unknown. */
    TIMEOUT(7),
    /** A defect of the server. */
    INTERNAL(8);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    static ErrorCode of(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .findFirst()
                .orElse(INTERNAL);
    }
}

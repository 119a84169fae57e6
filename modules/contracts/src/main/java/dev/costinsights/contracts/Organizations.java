package dev.costinsights.contracts;

import java.util.UUID;

/** Organizations that exist from the start. */
public final class Organizations {
    /** The organization {@code default}, created at the first start of every installation. */
    public static final UUID DEFAULT_ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private Organizations() {}
}

package dev.costinsights.ingestion;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes ids of events: formatted as version 4, with the milliseconds of recording in front so that the index grows at
 * one end, and 74 random bits behind. Not thread-safe.
 */
final class EventIds {
    /** Drawn together, because a call of the generator costs more than the bits. */
    private static final int DRAWN_BYTES = 4096;

    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer drawn = ByteBuffer.allocate(DRAWN_BYTES).limit(0);

    UUID next(long epochMillis) {
        if (drawn.remaining() < 2 * Long.BYTES) {
            random.nextBytes(drawn.array());
            drawn.clear();
        }
        long front = epochMillis << 16 | VERSION_4 | drawn.getLong() & 0xFFF;
        long back = drawn.getLong() >>> 2 | VARIANT_2;
        return new UUID(front, back);
    }
}

package dev.costinsights.ingestion.stripe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids of Stripe's objects as facts have them: the first 128 bits of the SHA-256 of {@code stripe|} and the object's id,
 * formatted as a UUID of version 4. The same object has the same id whenever and wherever it is named.
 */
public final class StripeIds {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private StripeIds() {}

    public static UUID uuid(String objectId) {
        ByteBuffer hash = ByteBuffer.wrap(sha256("stripe|" + objectId));
        return new UUID(hash.getLong() & ~VERSION_BITS | VERSION_4, hash.getLong() & ~VARIANT_BITS | VARIANT_2);
    }

    static @Nullable String text(@Nullable String objectId) {
        return objectId == null ? null : uuid(objectId).toString();
    }

    /** Below the bound, the same for the same text. */
    static int spread(String text, int bound) {
        return Math.floorMod(ByteBuffer.wrap(sha256(text)).getInt(), bound);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

package dev.costinsights.ingestion;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256, which every Java platform has. */
final class Sha256 {
    private Sha256() {}

    /** The first 128 bits of the hash of a text, as an index holds them. */
    static UUID frontOf(String text) {
        ByteBuffer hash = of(text.getBytes(StandardCharsets.UTF_8));
        return new UUID(hash.getLong(), hash.getLong());
    }

    static ByteBuffer of(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

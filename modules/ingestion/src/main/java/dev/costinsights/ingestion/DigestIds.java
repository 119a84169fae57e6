package dev.costinsights.ingestion;

import java.util.UUID;

/** Ids of what has none of its own: the same text is the same id. Formatted as version 4, since every id is. */
final class DigestIds {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private DigestIds() {}

    static UUID of(String text) {
        UUID digest = Sha256.frontOf(text);
        return new UUID(
                digest.getMostSignificantBits() & ~VERSION_BITS | VERSION_4,
                digest.getLeastSignificantBits() & ~VARIANT_BITS | VARIANT_2);
    }
}

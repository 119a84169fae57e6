package dev.costinsights.accounts;

import dev.costinsights.contracts.accounts.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The text of an access token: a prefix that scanners for leaked secrets can find, 256 random bits, and a checksum that
 * tells a typo without asking the database. Letters and digits only, so that a double click selects all of it.
 */
final class TokenText {
    private static final String PREFIX = "ci_live_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECKSUM_DIGITS = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_DIGITS + CHECKSUM_DIGITS;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    static Secret random() {
        var text = new StringBuilder(LENGTH).append(PREFIX);
        RANDOM.ints(RANDOM_DIGITS, 0, DIGITS.length()).mapToObj(DIGITS::charAt).forEach(text::append);
        return new Secret(text + checksum(text.toString()));
    }

    /** Whether this has the shape of a token made here but can't be one. Any other text may be a configured token. */
    static boolean hasTypo(Secret token) {
        String text = token.value();
        if (!text.startsWith(PREFIX) || text.length() != LENGTH) {
            return false;
        }
        int end = LENGTH - CHECKSUM_DIGITS;
        return !text.substring(end).equals(checksum(text.substring(0, end)));
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        var digits = new char[CHECKSUM_DIGITS];
        long rest = crc.getValue();
        for (int place = CHECKSUM_DIGITS - 1; place >= 0; place--) {
            digits[place] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}

package dev.costinsights.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Makes wrong bodies out of a good one, the same ones for the same seed. */
final class Mutations {
    private static final String GOOD =
            "{\"events\":[{\"name\":\"llm.inference\",\"timestamp\":\"2024-01-01T00:00:00Z\","
                    + "\"external_id\":\"id-1\",\"parent_id\":\"id-0\",\"external_customer_id\":\"user_123\","
                    + "\"customer_id\":\"9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b\",\"member_id\":null,\"metadata\":{"
                    + "\"region\":\"eü-1\",\"n\":1.50,\"flag\":true,\"_cost\":{\"amount\":\"0.025\",\"currency\":\"usd\"},"
                    + "\"_llm\":{\"vendor\":\"v\",\"model\":\"m\",\"input_tokens\":10,\"output_tokens\":20,"
                    + "\"total_tokens\":30}}},{\"name\":\"e\",\"external_customer_id\":\"u\"}]}";
    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "NaN",
            "-",
            "0",
            "1e400",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "-0.0",
            "99999999999999999999",
            "\"1e9\"",
            "\"2024-99-99T99:99:99Z\"",
            "\u0000",
            "é",
            "\uD83D\uDE00",
            "[[[[[[[[",
            "\"_cost\":{}",
            "\"metadata\":",
            "/*",
            "0001-01-01");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        byte[] body = GOOD.getBytes(UTF_8);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            body = changed(body);
        }
        return body;
    }

    private byte[] changed(byte[] body) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(12));
        return switch (random.nextInt(5)) {
            case 0 ->
                spliced(
                        body,
                        from,
                        from,
                        PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
            case 1 ->
                spliced(
                        body,
                        from,
                        to,
                        PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
            case 2 -> spliced(body, from, to, new byte[0]);
            case 3 -> spliced(body, from, Math.min(body.length, from + 1), new byte[] {(byte) random.nextInt(256)});
            default -> replacedValue(body);
        };
    }

    /** Keeps the JSON well-formed most of the time: what stands between a colon and a comma becomes something else. */
    private byte[] replacedValue(byte[] body) {
        String text = new String(body, UTF_8);
        int colon = text.indexOf(':', random.nextInt(text.length() + 1));
        int comma = text.indexOf(',', Math.max(colon, 0));
        if (colon < 0 || comma < 0) {
            return body;
        }
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return (text.substring(0, colon + 1) + piece + text.substring(comma)).getBytes(UTF_8);
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] piece) {
        var changed = new ByteArrayOutputStream();
        changed.write(body, 0, from);
        changed.writeBytes(piece);
        changed.write(body, to, body.length - to);
        return changed.toByteArray();
    }
}

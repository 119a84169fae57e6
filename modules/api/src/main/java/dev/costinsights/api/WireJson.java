package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * JSON as it comes from senders who aren't trusted: strict syntax, strict UTF-8, exact decimals, and bounds on depth,
 * texts, numbers and the number of values, so that no body takes more than a small multiple of its size.
 */
final class WireJson {
    static final int MAX_DEPTH = 64;
    static final int MAX_TEXT = 4 * 1024 * 1024;
    static final int MAX_NUMBER = 1_000;
    /** As many events as a request may hold, each with everything an event may hold, need three quarters of this. */
    private static final long MAX_TOKENS = 2_000_000;

    private static final int MAX_MESSAGE = 200;
    private static final Pattern CONSTRAINT_SOURCE = Pattern.compile(", from `[^`]*`");

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNumberLength(MAX_NUMBER)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Names come from senders; interned ones would outlive the parser's own bounded table.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private WireJson() {}

    static JsonParser parser(byte[] body) throws IOException {
        return MAPPER.createParser(body);
    }

    /** The value that starts at the current token. */
    static JsonNode tree(JsonParser parser) throws IOException {
        try {
            return parser.readValueAsTree();
        } catch (NumberFormatException e) {
            throw new StreamConstraintsException("a number's exponent has too many digits", parser.currentLocation());
        }
    }

    /** @param json that was read here before */
    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON", e);
        }
    }

    /** Compact JSON; decimals keep their exponent, since one digit and an exponent can stand for a billion digits. */
    static byte[] write(JsonNode json) {
        try {
            // Through text: half a surrogate pair in an echoed value becomes a question mark instead of a failure.
            return MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can't be written", e);
        }
    }

    /** @throws InvalidRequest naming the first character that isn't UTF-8 */
    static void requireUtf8(byte[] body) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer decoded = CharBuffer.allocate(Math.min(body.length + 1, 8_192));
        CoderResult result;
        do {
            decoded.clear();
            result = decoder.decode(bytes, decoded, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw InvalidRequest.of(invalidJson(position(body, bytes.position()), "Invalid UTF-8"));
        }
    }

    /** @throws JsonProcessingException when anything but white space follows */
    static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "Extra data", parser.currentTokenLocation());
        }
    }

    static WireError syntaxError(JsonProcessingException failure, JsonParser parser, byte[] body) {
        JsonLocation location = failure.getLocation() == null ? parser.currentLocation() : failure.getLocation();
        long offset = location.getByteOffset();
        int position = position(body, (int) Math.max(0, Math.min(offset, body.length)));
        String message = failure.getOriginalMessage();
        if (failure instanceof StreamConstraintsException) {
            String rule = CONSTRAINT_SOURCE.matcher(message).replaceAll("");
            return new WireError("json_limit", Location.BODY.child(position), "JSON exceeds a limit: " + rule, null);
        }
        return invalidJson(position, failure instanceof JsonEOFException ? "Unexpected end of data" : reason(message));
    }

    private static String reason(String message) {
        boolean noValue = message.contains("expected a value")
                || message.contains("expected a valid value")
                || message.startsWith("Unrecognized token")
                || message.startsWith("Non-standard token");
        return noValue ? "Expecting value" : message.substring(0, Math.min(message.length(), MAX_MESSAGE));
    }

    private static WireError invalidJson(int position, String reason) {
        return new WireError(
                "json_invalid",
                Location.BODY.child(position),
                "JSON decode error",
                JsonNodeFactory.instance.objectNode(),
                Map.of("error", reason));
    }

    /** In characters, as people and other languages count. */
    private static int position(byte[] body, int offset) {
        int characters = 0;
        for (int i = 0; i < offset; i++) {
            boolean startsCharacter = (body[i] & 0xC0) != 0x80;
            characters += startsCharacter ? 1 : 0;
        }
        return characters;
    }
}

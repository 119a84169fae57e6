package dev.costinsights.ingestion;

import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, in 64 bits: the front of the SHA-256 of its parts, each as a tag, a length and a value. An absent
 * part leaves no trace, the order of metadata doesn't count, and numbers count by value. It is stored: a tag is never
 * given to another part, nor a value written in another way.
 */
final class Fingerprint {
    private static final byte NAME = 1;
    private static final byte TIMESTAMP = 2;
    private static final byte EXTERNAL_ID = 3;
    private static final byte PARENT_ID = 4;
    private static final byte CUSTOMER_ID = 5;
    private static final byte EXTERNAL_CUSTOMER_ID = 6;
    private static final byte MEMBER_ID = 7;
    private static final byte EXTERNAL_MEMBER_ID = 8;
    private static final byte COST = 9;
    private static final byte LLM_VENDOR = 10;
    private static final byte LLM_MODEL = 11;
    private static final byte LLM_PROMPT = 12;
    private static final byte LLM_RESPONSE = 13;
    private static final byte LLM_INPUT_TOKENS = 14;
    private static final byte LLM_CACHED_INPUT_TOKENS = 15;
    private static final byte LLM_OUTPUT_TOKENS = 16;
    private static final byte LLM_TOTAL_TOKENS = 17;
    private static final byte METADATA_KEY = 18;
    private static final byte METADATA_TEXT = 19;
    private static final byte METADATA_NUMBER = 20;
    private static final byte METADATA_FLAG = 21;

    private final Buffer parts = Buffer.buffer(512);

    private Fingerprint() {}

    static long of(NewEvent event) {
        var fingerprint = new Fingerprint();
        fingerprint.add(event);
        return Sha256.of(fingerprint.parts.getBytes()).getLong();
    }

    private void add(NewEvent event) {
        add(NAME, event.name());
        add(TIMESTAMP, event.timestamp());
        add(EXTERNAL_ID, event.externalId());
        add(PARENT_ID, event.parentId());
        add(CUSTOMER_ID, event.customerId());
        add(EXTERNAL_CUSTOMER_ID, event.externalCustomerId());
        add(MEMBER_ID, event.memberId());
        add(EXTERNAL_MEMBER_ID, event.externalMemberId());
        CostAmount cost = event.cost();
        if (cost != null) {
            add(COST, cost.toString());
        }
        LlmUsage llm = event.llm();
        if (llm != null) {
            add(llm);
        }
        new TreeMap<>(event.metadata()).forEach(this::add);
    }

    private void add(LlmUsage llm) {
        add(LLM_VENDOR, llm.vendor());
        add(LLM_MODEL, llm.model());
        add(LLM_PROMPT, llm.prompt());
        add(LLM_RESPONSE, llm.response());
        add(LLM_INPUT_TOKENS, llm.inputTokens());
        add(LLM_CACHED_INPUT_TOKENS, llm.cachedInputTokens());
        add(LLM_OUTPUT_TOKENS, llm.outputTokens());
        add(LLM_TOTAL_TOKENS, llm.totalTokens());
    }

    private void add(String key, MetadataValue value) {
        add(METADATA_KEY, key);
        if (value instanceof MetadataValue.Text text) {
            add(METADATA_TEXT, text.value());
        } else if (value instanceof MetadataValue.Whole whole) {
            add(METADATA_NUMBER, canonical(new BigDecimal(whole.value())));
        } else if (value instanceof MetadataValue.Decimal decimal) {
            add(METADATA_NUMBER, canonical(decimal.value()));
        } else if (value instanceof MetadataValue.Flag flag) {
            add(METADATA_FLAG, String.valueOf(flag.value()));
        }
    }

    private static String canonical(BigDecimal number) {
        return number.stripTrailingZeros().toString();
    }

    private void add(byte tag, @Nullable String text) {
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            parts.appendByte(tag).appendInt(bytes.length).appendBytes(bytes);
        }
    }

    private void add(byte tag, @Nullable Long number) {
        if (number != null) {
            parts.appendByte(tag).appendInt(Long.BYTES).appendLong(number);
        }
    }

    private void add(byte tag, @Nullable UUID id) {
        if (id != null) {
            parts.appendByte(tag)
                    .appendInt(2 * Long.BYTES)
                    .appendLong(id.getMostSignificantBits())
                    .appendLong(id.getLeastSignificantBits());
        }
    }

    private void add(byte tag, @Nullable Instant instant) {
        if (instant != null) {
            parts.appendByte(tag)
                    .appendInt(Long.BYTES + Integer.BYTES)
                    .appendLong(instant.getEpochSecond())
                    .appendInt(instant.getNano());
        }
    }
}

package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Metadata of every type, in which a number may stand where others have a text. Each has a number of its own. */
final class RandomMetadata {
    /** By this an event is found again whose id nobody knows. */
    static final String NUMBER = "n";

    static final List<String> REGIONS = List.of("eu", "us", "größe");
    static final List<String> MODELS = List.of("model-1", "model-2", "Modell ü");
    static final List<String> VENDORS = List.of("vendor-a", "vendor-b");

    private final Random random;
    private int last;

    RandomMetadata(Random random) {
        this.random = random;
    }

    Map<String, Object> next() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(NUMBER, ++last);
        if (random.nextInt(3) > 0) {
            metadata.put("region", pick(REGIONS));
        }
        switch (random.nextInt(5)) {
            case 0 -> metadata.put("seats", Integer.toString(random.nextInt(8)));
            case 1 -> metadata.put("seats", BigDecimal.valueOf(random.nextInt(80), 1));
            case 2, 3 -> metadata.put("seats", random.nextInt(8));
            default -> {}
        }
        if (random.nextBoolean()) {
            metadata.put("beta", random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            metadata.put("ratio", BigDecimal.valueOf(random.nextInt(8000), 3));
        }
        if (random.nextInt(4) == 0) {
            metadata.put("a.b", random.nextBoolean() ? "dotted" : "x");
        }
        if (random.nextInt(3) == 0) {
            metadata.put("_llm", llm());
        }
        return metadata;
    }

    Map<String, Object> renumbered(Map<String, Object> metadata) {
        Map<String, Object> copy = new LinkedHashMap<>(metadata);
        copy.put(NUMBER, ++last);
        return copy;
    }

    private Map<String, Object> llm() {
        int input = random.nextInt(2000);
        int output = random.nextInt(500);
        return Map.of(
                "vendor",
                pick(VENDORS),
                "model",
                pick(MODELS),
                "input_tokens",
                input,
                "cached_input_tokens",
                random.nextInt(input + 1),
                "output_tokens",
                output,
                "total_tokens",
                input + output);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

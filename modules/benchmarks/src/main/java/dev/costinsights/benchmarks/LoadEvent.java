package dev.costinsights.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** One event of the load: what a product with features of language models sends. */
record LoadEvent(
        String name,
        Instant occurredAt,
        String customer,
        String externalId,
        BigDecimal costCents,
        String vendor,
        String model,
        long inputTokens,
        long outputTokens,
        String region,
        boolean cached) {

    private static final List<String> NAMES = List.of(
            "chat.reply",
            "document.summary",
            "search.answer",
            "email.draft",
            "code.review",
            "image.caption",
            "call.transcript",
            "agent.step");
    private static final List<String> MODELS = List.of("gpt-5-mini", "gpt-5", "claude-sonnet-4-5", "claude-haiku-4-5");
    private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1", "ap-south-1");
    private static final int CUSTOMERS = 10_000;
    private static final int SPREAD_SECONDS = 300;

    /** Events of the five minutes before {@code end}, evenly over 8 names and 10,000 customers, with new external ids. */
    static List<LoadEvent> before(Instant end, int count, long seed) {
        var random = new SplittableRandom(seed);
        var events = new ArrayList<LoadEvent>(count);
        for (int i = 0; i < count; i++) {
            int model = random.nextInt(MODELS.size());
            long inputTokens = random.nextInt(200, 8_000);
            long outputTokens = random.nextInt(20, 1_000);
            events.add(new LoadEvent(
                    NAMES.get(random.nextInt(NAMES.size())),
                    end.minusMillis(1 + random.nextInt(SPREAD_SECONDS * 1_000)),
                    "customer-" + random.nextInt(CUSTOMERS),
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    // Hundred-thousandths of a cent per token, 4 times as many for what comes out.
                    BigDecimal.valueOf(inputTokens * 25 + outputTokens * 100, 5),
                    model < 2 ? "openai" : "anthropic",
                    MODELS.get(model),
                    inputTokens,
                    outputTokens,
                    REGIONS.get(random.nextInt(REGIONS.size())),
                    random.nextBoolean()));
        }
        return events;
    }

    static BigDecimal costCents(List<LoadEvent> events) {
        return events.stream().map(LoadEvent::costCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

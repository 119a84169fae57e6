package dev.costinsights.samples;

import dev.costinsights.samples.SampleEvent.Tokens;
import java.math.BigDecimal;

/** The models of the demo business with prices like the vendors' own. */
enum DemoModel {
    CLAUDE_SONNET("anthropic", "claude-sonnet-4.5", "3", "0.30", "15"),
    CLAUDE_HAIKU("anthropic", "claude-haiku-4.5", "1", "0.10", "5"),
    GPT_5("openai", "gpt-5", "1.25", "0.125", "10"),
    GPT_5_MINI("openai", "gpt-5-mini", "0.25", "0.025", "2"),
    GPT_4_1("openai", "gpt-4.1", "2", "0.50", "8"),
    GEMINI_FLASH("google", "gemini-2.5-flash", "0.30", "0.03", "2.50"),
    EMBEDDING_SMALL("openai", "text-embedding-3-small", "0.02", "0.02", "0");

    private final String vendor;
    private final String model;
    private final BigDecimal centsPerInputToken;
    private final BigDecimal centsPerCachedToken;
    private final BigDecimal centsPerOutputToken;

    /** Prices in dollars per million tokens, as vendors list them. */
    DemoModel(String vendor, String model, String input, String cached, String output) {
        this.vendor = vendor;
        this.model = model;
        this.centsPerInputToken = centsPerToken(input);
        this.centsPerCachedToken = centsPerToken(cached);
        this.centsPerOutputToken = centsPerToken(output);
    }

    /** The work of one call. */
    DemoWork call(long input, long cachedInput, long output) {
        BigDecimal costCents = centsPerInputToken
                .multiply(BigDecimal.valueOf(input - cachedInput))
                .add(centsPerCachedToken.multiply(BigDecimal.valueOf(cachedInput)))
                .add(centsPerOutputToken.multiply(BigDecimal.valueOf(output)));
        return new DemoWork(costCents, new SampleEvent.LlmUsage(vendor, model, new Tokens(input, cachedInput, output)));
    }

    private static BigDecimal centsPerToken(String dollarsPerMillion) {
        return new BigDecimal(dollarsPerMillion).movePointLeft(4);
    }
}

package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.range.RangeState;
import dev.costinsights.webui.trace.EventPage.Llm;
import dev.costinsights.webui.trace.EventPage.Pair;
import dev.costinsights.webui.trace.EventPage.Price;
import dev.costinsights.webui.trace.EventPage.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a language model did for an event, and what a million of its tokens cost. */
final class LlmView {
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    /** Of the cents of a unit price. */
    private static final int PRICE_DECIMALS = 2;
    /** Shown beside a unit price, this would have as many decimals as that has. */
    private static final BigDecimal SHOWS_PRICE_DECIMALS = new BigDecimal("0.1");

    private LlmView() {}

    static @Nullable Llm of(Event event, RangeState days) {
        LlmUsage usage = event.llm();
        if (usage == null) {
            return null;
        }
        List<Pair> rows = List.of(
                new Pair("Vendor", usage.vendor(), Addresses.eventsWith(days, "_llm.vendor", usage.vendor())),
                new Pair("Model", usage.model(), Addresses.eventsWith(days, "_llm.model", usage.model())),
                new Pair("Input tokens", count(usage.inputTokens()), null),
                new Pair("of which cached", cached(usage), null),
                new Pair("Output tokens", count(usage.outputTokens()), null),
                new Pair("Total tokens", count(tokens(usage)), null));
        List<Text> texts = new ArrayList<>();
        addText(texts, "Prompt", usage.prompt());
        addText(texts, "Response", usage.response());
        return new Llm(rows, price(event, usage), texts);
    }

    /** In and out together; null when they aren't known. */
    static @Nullable Long tokens(LlmUsage usage) {
        if (usage.totalTokens() != null) {
            return usage.totalTokens();
        }
        return usage.inputTokens() == null || usage.outputTokens() == null
                ? null
                : Long.valueOf(usage.inputTokens() + usage.outputTokens());
    }

    private static @Nullable Price price(Event event, LlmUsage usage) {
        Long tokens = tokens(usage);
        BigDecimal cents = Fields.own(event);
        if (cents == null || tokens == null || tokens <= 0) {
            return null;
        }
        BigDecimal perMillion =
                cents.multiply(MILLION).divide(BigDecimal.valueOf(tokens), PRICE_DECIMALS, RoundingMode.HALF_UP);
        return new Price(
                Term.of(
                        "unit-price",
                        "Per million tokens",
                        "What this event itself cost, divided by all its tokens, in, cached and out, times a million."),
                MoneyFormat.column(List.of(perMillion, SHOWS_PRICE_DECIMALS)).of(perMillion),
                MoneyFormat.figure(cents).of(cents).text() + " ÷ " + Numbers.count(tokens, "token", "tokens")
                        + ", rounded to a hundredth of a cent");
    }

    private static String cached(LlmUsage usage) {
        Long input = usage.inputTokens();
        Long cached = usage.cachedInputTokens();
        if (cached == null || input == null || input <= 0) {
            return count(cached);
        }
        return count(cached) + ", " + Numbers.share(BigDecimal.valueOf(cached), BigDecimal.valueOf(input));
    }

    private static String count(@Nullable Long tokens) {
        return tokens == null ? "–" : Numbers.count(tokens);
    }

    private static void addText(List<Text> texts, String title, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            String length = Numbers.count(text.length(), "character", "characters");
            String cut = Words.isCut(text)
                    ? "Cut here after " + Numbers.count(Words.shown(text).length())
                            + " characters; the API has it whole."
                    : null;
            texts.add(new Text(title + ", " + length, Words.shown(text), cut));
        }
    }
}

package dev.costinsights.webui.page;

import dev.costinsights.webui.chart.DivergingBars;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.MoneyFormat;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed, the greatest change first. Rows and the rest add up to the total.
 *
 * @param rest the changes not listed as one, or null
 * @param total signed
 */
public record Movers(List<Mover> rows, @Nullable Mover rest, String totalLabel, String total) {

    /**
     * A change as it is printed.
     *
     * @param href what is behind it, or null
     * @param words before and after, may be empty
     * @param amount signed
     * @param bad whether it is unwelcome
     * @param change against before, or null where it isn't told
     * @param bar null for nothing
     */
    public record Mover(
            String name,
            @Nullable String href,
            String words,
            String amount,
            boolean bad,
            @Nullable Delta change,
            DivergingBars.@Nullable Bar bar) {}

    /** A change to be listed, as {@link Mover} has it. */
    public record Effect(
            String name,
            @Nullable String href,
            String words,
            BigDecimal amountCents,
            @Nullable Delta change) {}

    /**
     * Lists the greatest.
     *
     * @param effects of which those of nothing are left out
     * @param totalCents what all changes amount to, also those not among the effects
     * @param most how many are listed at most
     * @param good the direction that is welcome
     */
    public static Movers of(List<Effect> effects, BigDecimal totalCents, int most, Delta.Good good, String totalLabel) {
        List<Effect> shown = effects.stream()
                .filter(effect -> effect.amountCents().signum() != 0)
                .sorted(Comparator.comparing(
                                (Effect effect) -> effect.amountCents().abs())
                        .reversed())
                .limit(most)
                .toList();
        BigDecimal rest =
                totalCents.subtract(shown.stream().map(Effect::amountCents).reduce(BigDecimal.ZERO, BigDecimal::add));
        DivergingBars bars = DivergingBars.of(Stream.concat(shown.stream().map(Effect::amountCents), Stream.of(rest))
                .toList());
        return new Movers(
                shown.stream().map(effect -> mover(effect, bars, good)).toList(),
                rest.signum() == 0 ? null : mover(new Effect("Smaller changes", null, "", rest, null), bars, good),
                totalLabel,
                signed(totalCents));
    }

    private static Mover mover(Effect effect, DivergingBars bars, Delta.Good good) {
        boolean rises = effect.amountCents().signum() > 0;
        return new Mover(
                effect.name(),
                effect.href(),
                effect.words(),
                signed(effect.amountCents()),
                good == Delta.Good.UP ? !rises : rises,
                effect.change(),
                bars.bar(effect.amountCents()));
    }

    private static String signed(BigDecimal cents) {
        return MoneyFormat.figure(cents).signed(cents);
    }
}

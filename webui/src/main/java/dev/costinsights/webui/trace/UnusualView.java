package dev.costinsights.webui.trace;

import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.trace.EventPage.Strip;
import dev.costinsights.webui.trace.EventPage.Tick;
import dev.costinsights.webui.trace.EventPage.Unusual;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Draws where a cost stands among the traces of its name, and says it in a sentence. */
final class UnusualView {
    static final int DAYS = 30;

    /** Percent of the width between two labels at least, so that they are legible on a phone. */
    private static final double LABEL_DISTANCE = 16;

    private static final double EDGE = 7;

    private final String name;
    private final Standing standing;
    private final boolean logarithmic;

    private UnusualView(String name, Standing standing) {
        this.name = name;
        this.standing = standing;
        this.logarithmic = amounts().allMatch(amount -> amount.signum() > 0);
    }

    static Unusual of(String name, Standing standing) {
        return new UnusualView(name, standing).build();
    }

    static Unusual without(String say) {
        return new Unusual("", null, say);
    }

    private Unusual build() {
        String traces = Numbers.count(standing.traces(), "trace", "traces") + " that "
                + (standing.traces() == 1 ? "begins" : "begin") + " with " + name;
        String precision = standing.error().signum() == 0
                ? ""
                : ", percentiles within " + Numbers.roundShare(standing.error(), BigDecimal.ONE);
        if (standing.allTheSame()) {
            return new Unusual("against " + traces + " in the " + DAYS + " days before", null, same());
        }
        String scale = logarithmic ? ", log scale" : ", linear scale";
        return new Unusual(
                "against " + traces + " in the " + DAYS + " days before" + scale + precision, strip(), say());
    }

    private String same() {
        String amount = text(standing.figures().average());
        int order = standing.place().compareTo(Standing.Place.USUAL);
        String all = standing.traces() == 1 ? "The only one cost " : "All of them cost ";
        return all + amount + ". This one cost " + (order == 0 ? "the same." : text(standing.cents()) + ".");
    }

    private String say() {
        String times = standing.times() == null
                ? "It cost " + text(standing.cents())
                : "It cost " + standing.times() + " the average";
        if (standing.isFew()) {
            return times + ". With fewer than " + Standing.FEW + " traces to compare with, that says little.";
        }
        return times
                + switch (standing.place()) {
                    case ABOVE_P99 -> ", more than 99 of 100 of them.";
                    case ABOVE_P90 -> ", more than nine in ten of them.";
                    case USUAL -> ", as eight in ten of them do: between p10 and p90.";
                    case BELOW_P10 -> ", less than nine in ten of them.";
                };
    }

    private Stream<BigDecimal> amounts() {
        FieldStatistics figures = standing.figures();
        return Stream.of(figures.p10(), figures.average(), figures.p90(), figures.p99(), standing.cents());
    }

    private Strip strip() {
        FieldStatistics figures = standing.figures();
        List<BigDecimal> marks =
                new ArrayList<>(List.of(figures.p10(), figures.average(), figures.p90(), figures.p99()));
        List<String> names = new ArrayList<>(List.of("p10", "average", "p90", "p99"));
        // A few expensive traces can lift the average above any percentile.
        for (int i = 1; i < 3 && marks.get(i).compareTo(marks.get(i + 1)) > 0; i++) {
            marks.add(i + 1, marks.remove(i));
            names.add(i + 1, names.remove(i));
        }
        double[] labels = apart(marks.stream().mapToDouble(this::place).toArray());
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            ticks.add(new Tick(percent(place(marks.get(i))), percent(labels[i]), names.get(i), text(marks.get(i))));
        }
        double from = place(figures.p10());
        double dot = place(standing.cents());
        String title = "This trace cost " + text(standing.cents()) + "; p10 " + text(figures.p10()) + ", average "
                + text(figures.average()) + ", p90 " + text(figures.p90()) + ", p99 " + text(figures.p99());
        return new Strip(
                title,
                percent(from),
                percent(place(figures.p90()) - from),
                ticks,
                percent(dot),
                percent(Math.max(EDGE + 4, Math.min(100 - EDGE - 4, dot))),
                "this " + text(standing.cents()));
    }

    /** Percent of the width, with room at both ends. */
    private double place(BigDecimal amount) {
        BigDecimal low = amounts().min(BigDecimal::compareTo).orElseThrow();
        BigDecimal high = amounts().max(BigDecimal::compareTo).orElseThrow();
        double share = logarithmic
                ? logarithm(amount, low) / logarithm(high, low)
                : amount.subtract(low)
                        .divide(high.subtract(low), MathContext.DECIMAL64)
                        .doubleValue();
        return EDGE + share * (100 - 2 * EDGE);
    }

    private static double logarithm(BigDecimal amount, BigDecimal base) {
        return Math.log(amount.divide(base, MathContext.DECIMAL64).doubleValue());
    }

    /** Labels moved so that none covers another; ascending in and out. */
    private static double[] apart(double[] places) {
        double[] labels = places.clone();
        for (int i = 0; i < labels.length; i++) {
            double least = i == 0 ? EDGE : labels[i - 1] + LABEL_DISTANCE;
            labels[i] = Math.max(labels[i], least);
        }
        for (int i = labels.length - 1; i >= 0; i--) {
            double most = i == labels.length - 1 ? 100 - EDGE : labels[i + 1] - LABEL_DISTANCE;
            labels[i] = Math.min(labels[i], most);
        }
        return labels;
    }

    private static String percent(double place) {
        return String.format(Locale.ROOT, "%.1f%%", place);
    }

    private static String text(BigDecimal cents) {
        Money money = MoneyFormat.figure(cents).of(cents);
        return money.text();
    }
}

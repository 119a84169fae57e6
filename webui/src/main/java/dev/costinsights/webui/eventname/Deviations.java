package dev.costinsights.webui.eventname;

import dev.costinsights.webui.eventname.EventNamePage.Deviation;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;

/** How far the cost of a trace is from the average of its name, and whether that is worth a look. */
final class Deviations {
    /** From the average to the ninetieth percentile; beyond it a trace is well above. */
    private static final BigDecimal FAR = new BigDecimal("0.7");

    private Deviations() {}

    static Deviation of(BigDecimal cost, BigDecimal average, BigDecimal p90) {
        int direction = cost.compareTo(average);
        String title = Numbers.signedPercent(ratio(cost, average)) + " compared to the average cost of this name";
        if (direction == 0) {
            return new Deviation("good", false, false, "average", "", title);
        }
        Delta delta = Delta.between(average, cost, Delta.Good.DOWN);
        // Of an average of nothing no ratio can be told.
        String text = average.signum() == 0 ? (direction > 0 ? "above" : "below") : delta.text();
        String words = direction > 0 ? "above average: " : "below average: ";
        return new Deviation(css(cost, average, p90), direction > 0, direction < 0, text, words, title);
    }

    private static String css(BigDecimal cost, BigDecimal average, BigDecimal p90) {
        if (cost.compareTo(average) <= 0) {
            return "good";
        }
        BigDecimal span = p90.subtract(average);
        boolean near = span.signum() <= 0
                || cost.subtract(average).divide(span, MathContext.DECIMAL64).compareTo(FAR) < 0;
        return near ? "near" : "far";
    }

    /** Zero for an average of nothing. */
    static BigDecimal ratio(BigDecimal cost, BigDecimal average) {
        return average.signum() == 0
                ? BigDecimal.ZERO
                : cost.subtract(average).divide(average.abs(), MathContext.DECIMAL64);
    }
}

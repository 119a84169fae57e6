package dev.costinsights.webui.overview;

import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.webui.chart.ProfitChart;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.overview.OverviewPage.Note;
import dev.costinsights.webui.range.PeriodWords;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Finds what stands out of a chart: days of refunds, and of costs far above the middle one. Three at most, those with the
 * largest effect on profit.
 */
final class ChartNotes {
    private static final int MOST = 3;
    private static final int FEWEST_PERIODS = 5;
    /** An effect counts from this part of an average period's net revenue on. */
    private static final BigDecimal TENTH = new BigDecimal("0.1");
    /** Costs stand out from this multiple of the middle ones on. */
    private static final BigDecimal SPIKE = new BigDecimal("1.5");
    /** Badges nearer than this, in percent of the width, would cover each other. */
    private static final double NEAREST = 3;

    private static final double STEM = 20;
    private static final double HIGHEST = 10;
    private static final double TO_BASELINE = 4;

    private final ProfitChart chart;
    private final List<Period> periods;
    private final PeriodWords words;
    private final Function<Period, String> hrefs;

    private record Finding(int at, BigDecimal effect, String y, String words, String title) {}

    private ChartNotes(ProfitChart chart, List<Period> periods, PeriodWords words, Function<Period, String> hrefs) {
        this.chart = chart;
        this.periods = periods;
        this.words = words;
        this.hrefs = hrefs;
    }

    /**
     * Finds them, in the order of time.
     *
     * @param revenue net revenue of each period that is over, in cents
     * @param costs as many
     * @param refunds as many, positive
     * @param hrefs the address of a period
     */
    static List<Note> of(
            ProfitChart chart,
            List<Period> periods,
            PeriodWords words,
            List<BigDecimal> revenue,
            List<BigDecimal> costs,
            List<BigDecimal> refunds,
            Function<Period, String> hrefs) {
        return costs.size() < FEWEST_PERIODS
                ? List.of()
                : new ChartNotes(chart, periods, words, hrefs).notes(revenue, costs, refunds);
    }

    private List<Note> notes(List<BigDecimal> revenue, List<BigDecimal> costs, List<BigDecimal> refunds) {
        BigDecimal least = revenue.stream()
                .map(BigDecimal::abs)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .multiply(TENTH)
                .divide(BigDecimal.valueOf(revenue.size()), MathContext.DECIMAL64);
        BigDecimal middle = costs.stream().sorted().toList().get(costs.size() / 2);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            if (refunds.get(i).signum() > 0) {
                findings.add(refunded(i, refunds.get(i)));
            }
            if (middle.signum() > 0 && costs.get(i).compareTo(middle.multiply(SPIKE)) >= 0) {
                findings.add(spike(i, costs.get(i), middle));
            }
        }
        List<Finding> chosen = new ArrayList<>();
        findings.stream()
                .filter(finding -> finding.effect().compareTo(least) >= 0)
                .sorted(Comparator.comparing(Finding::effect).reversed())
                .forEach(finding -> {
                    if (chosen.size() < MOST && chosen.stream().allMatch(other -> apart(finding, other))) {
                        chosen.add(finding);
                    }
                });
        chosen.sort(Comparator.comparingInt(Finding::at));
        List<Note> notes = new ArrayList<>();
        chosen.forEach(finding -> notes.add(note(notes.size() + 1, finding)));
        return notes;
    }

    private Finding refunded(int at, BigDecimal cents) {
        return new Finding(
                at,
                cents,
                chart.points().get(at).revenueY(),
                "Refunds, " + words.axis(periods.get(at)),
                "Refunds of " + text(cents) + ", " + words.label(periods.get(at)));
    }

    private Finding spike(int at, BigDecimal cents, BigDecimal middle) {
        String times = cents.divide(middle, 1, RoundingMode.HALF_UP).toPlainString();
        return new Finding(
                at,
                cents.subtract(middle),
                chart.points().get(at).costsY(),
                "Costs " + times + "\u2009× usual, " + words.axis(periods.get(at)),
                "Costs of " + text(cents) + ", " + words.label(periods.get(at)) + "; the middle of this range is "
                        + text(middle));
    }

    private boolean apart(Finding a, Finding b) {
        return Math.abs(x(a) - x(b)) >= NEAREST;
    }

    private double x(Finding finding) {
        String percent = chart.points().get(finding.at()).x();
        return Double.parseDouble(percent.substring(0, percent.length() - 1));
    }

    private Note note(int number, Finding finding) {
        double y = Double.parseDouble(finding.y());
        double badge = y - STEM >= HIGHEST ? y - STEM : y + STEM;
        return new Note(
                number,
                chart.points().get(finding.at()).x(),
                finding.y(),
                pixels(badge),
                pixels(badge + TO_BASELINE),
                finding.words(),
                finding.title(),
                hrefs.apply(periods.get(finding.at())));
    }

    private static String pixels(double y) {
        return BigDecimal.valueOf(y).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    private static String text(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }
}

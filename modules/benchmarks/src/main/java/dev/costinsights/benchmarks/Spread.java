package dev.costinsights.benchmarks;

import java.util.List;
import java.util.Locale;

/** The same thing measured in several rounds. */
record Spread(double median, double least, double most) {

    static Spread of(List<Double> rounds) {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Median and, in brackets, the least and the most. */
    String format(String number) {
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median, least, most);
    }
}

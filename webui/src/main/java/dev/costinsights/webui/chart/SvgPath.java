package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Builds the {@code d} attribute of an SVG path with one decimal, which is finer than a screen shows. */
final class SvgPath {

    private final StringBuilder path = new StringBuilder();

    SvgPath move(double x, double y) {
        return command('M', x, y);
    }

    SvgPath line(double x, double y) {
        return command('L', x, y);
    }

    SvgPath horizontal(double x) {
        path.append('H').append(number(x));
        return this;
    }

    SvgPath vertical(double y) {
        path.append('V').append(number(y));
        return this;
    }

    SvgPath close() {
        path.append('Z');
        return this;
    }

    /** Starts at the first point, goes on to all later ones. */
    SvgPath point(double x, double y) {
        return path.length() == 0 ? move(x, y) : line(x, y);
    }

    private SvgPath command(char letter, double x, double y) {
        path.append(letter).append(number(x)).append(' ').append(number(y));
        return this;
    }

    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

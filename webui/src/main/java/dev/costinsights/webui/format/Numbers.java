package dev.costinsights.webui.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Prints counts and shares. */
public final class Numbers {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private Numbers() {}

    /** A count with its thousands grouped. */
    public static String count(long count) {
        return grouped(BigDecimal.valueOf(count));
    }

    /** A count with its noun, such as {@code 1 event} or {@code 2,414 events}. */
    public static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** The share of a part in a whole, with one decimal; an en dash when the whole is not above zero. */
    public static String share(BigDecimal part, BigDecimal whole) {
        if (whole.signum() <= 0) {
            return "–";
        }
        BigDecimal percent = part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64);
        if (percent.signum() > 0 && percent.compareTo(TENTH) < 0) {
            return "< 0.1\u2009%";
        }
        return grouped(percent.setScale(1, RoundingMode.HALF_UP)) + "\u2009%";
    }

    /** A ratio as a share with one decimal, below zero too. */
    public static String percent(BigDecimal ratio) {
        return grouped(ratio.multiply(HUNDRED).setScale(1, RoundingMode.HALF_UP)) + "\u2009%";
    }

    /** A ratio as a change with one decimal: {@code +690.0 %}. */
    public static String signedPercent(BigDecimal ratio) {
        return (ratio.signum() > 0 ? "+" : "") + percent(ratio);
    }

    /** Cents with one decimal: {@code 36.8 ¢}. */
    public static String cents(BigDecimal cents) {
        if (cents.signum() > 0 && cents.compareTo(TENTH) < 0) {
            return "< 0.1\u2009¢";
        }
        return grouped(cents.setScale(1, RoundingMode.HALF_UP)) + "\u2009¢";
    }

    /** A share without decimals, for sentences. */
    public static String roundShare(BigDecimal part, BigDecimal whole) {
        BigDecimal percent = part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64);
        return grouped(percent.setScale(0, RoundingMode.HALF_UP)) + "\u2009%";
    }

    /** How many times one amount is another above zero, such as {@code 7.9 ×}. */
    public static String times(BigDecimal amount, BigDecimal other) {
        BigDecimal ratio = amount.divide(other, MathContext.DECIMAL64);
        boolean tiny = ratio.signum() > 0 && ratio.compareTo(TENTH) < 0;
        return (tiny ? "< 0.1" : grouped(ratio.setScale(1, RoundingMode.HALF_UP))) + "\u2009×";
    }

    /** A number with two decimals at most, and none that are zeros at the end. */
    public static String decimal(BigDecimal value) {
        return allDigits(value.setScale(2, RoundingMode.HALF_UP));
    }

    /** A number with all its decimals but zeros at the end. */
    static String allDigits(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return grouped(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    static String grouped(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(value.scale());
        format.setNegativePrefix(MoneyFormat.MINUS);
        return format.format(value);
    }
}

package dev.costinsights.webui.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Prints amounts of one column, or of one figure, with the same number of decimals so that their points align.
 *
 * <p>Amounts go in as cents and come out as dollars, rounded half away from zero for display only.
 */
public final class MoneyFormat {

    /** U+2212, as wide as a plus, unlike the hyphen. */
    static final String MINUS = "\u2212";

    private static final int LEAST_DECIMALS = 2;
    private static final int MOST_DECIMALS = 6;
    /** Zeros up to this decimal are part of the number; later ones only align. */
    private static final int QUIET_ZEROS_AFTER = 4;

    private static final BigDecimal SMALLEST_SHOWN = BigDecimal.ONE.movePointLeft(MOST_DECIMALS);
    private static final BigDecimal COMPACT_FROM = new BigDecimal(10_000_000);

    private final int decimals;
    private final boolean compact;

    private MoneyFormat(int decimals, boolean compact) {
        this.decimals = decimals;
        this.compact = compact;
    }

    /**
     * The format of a column: as many decimals as its smallest amount other than zero needs for two significant digits,
     * at least two and at most six.
     *
     * @param amountsCents what the column shows, in cents
     */
    public static MoneyFormat column(Collection<BigDecimal> amountsCents) {
        int decimals = amountsCents.stream()
                .filter(amount -> amount.signum() != 0)
                .mapToInt(amount -> decimalsFor(dollars(amount)))
                .max()
                .orElse(LEAST_DECIMALS);
        return new MoneyFormat(decimals, false);
    }

    /** The format of a figure that stands alone; from ten million dollars on it is compact. */
    public static MoneyFormat figure(BigDecimal amountCents) {
        return new MoneyFormat(column(List.of(amountCents)).decimals, true);
    }

    /** Prints one amount given in cents. */
    public Money of(BigDecimal amountCents) {
        BigDecimal dollars = dollars(amountCents);
        String value = plain(dollars);
        if (dollars.signum() != 0 && dollars.abs().compareTo(SMALLEST_SHOWN) < 0) {
            String bound = dollars.signum() < 0 ? "> " + MINUS + "$" : "< $";
            return new Money(bound + plain(SMALLEST_SHOWN), "", "", value, exact(dollars));
        }
        if (compact && dollars.abs().compareTo(COMPACT_FROM) >= 0) {
            return compact(dollars, value);
        }
        BigDecimal rounded = dollars.setScale(decimals, RoundingMode.HALF_UP);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.');
        String whole = (rounded.signum() < 0 ? MINUS : "") + "$" + grouped(rounded.abs());
        String fraction = digits.substring(point);
        int meaning = fraction.length();
        while (meaning > 1 + QUIET_ZEROS_AFTER && fraction.charAt(meaning - 1) == '0') {
            meaning--;
        }
        String exact = rounded.compareTo(dollars) == 0 ? "" : exact(dollars);
        return new Money(whole, fraction.substring(0, meaning), fraction.substring(meaning), value, exact);
    }

    /** Prints what came in or went out: with a plus when it is above zero. */
    public Money flow(BigDecimal amountCents) {
        Money amount = of(amountCents);
        return amountCents.signum() > 0 && amount.whole().startsWith("$")
                ? new Money("+" + amount.whole(), amount.decimals(), amount.padding(), amount.value(), amount.exact())
                : amount;
    }

    /** Prints a difference, with a plus when it is above zero. */
    public String signed(BigDecimal amountCents) {
        String text = of(amountCents).text();
        return amountCents.signum() > 0 ? "+" + text : text;
    }

    /** An amount given in cents beside an axis: whole dollars, with decimals only where the round step has them. */
    public static String axis(BigDecimal amountCents) {
        return exact(dollars(amountCents));
    }

    private static Money compact(BigDecimal dollars, String value) {
        BigDecimal millions = dollars.movePointLeft(6).setScale(2, RoundingMode.HALF_UP);
        String digits = millions.abs().toPlainString();
        int point = digits.indexOf('.');
        String whole = (dollars.signum() < 0 ? MINUS : "") + "$" + grouped(millions.abs());
        return new Money(whole, digits.substring(point) + " M", "", value, exact(dollars));
    }

    private static int decimalsFor(BigDecimal dollars) {
        int exponent = dollars.precision() - dollars.scale() - 1;
        return Math.min(MOST_DECIMALS, Math.max(LEAST_DECIMALS, 1 - exponent));
    }

    private static BigDecimal dollars(BigDecimal cents) {
        return cents.movePointLeft(2);
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static String exact(BigDecimal dollars) {
        String digits = plain(dollars.abs());
        int point = digits.indexOf('.');
        String fraction = point < 0 ? "" : digits.substring(point);
        return (dollars.signum() < 0 ? MINUS : "") + "$" + grouped(dollars.abs()) + fraction;
    }

    private static String grouped(BigDecimal amount) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                .format(amount.setScale(0, RoundingMode.DOWN));
    }
}

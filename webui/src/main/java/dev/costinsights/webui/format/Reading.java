package dev.costinsights.webui.format;

/**
 * A value of a metric ready to print, in parts as {@link Money} has them.
 *
 * @param whole what comes before the decimals; all of a count or a share
 * @param decimals point and decimals of an amount, or empty
 * @param padding zeros that only align points, or empty
 * @param value the exact value as a plain decimal, for machines: dollars, a count or a ratio
 * @param exact every digit, or empty when the text already shows them all
 */
public record Reading(String whole, String decimals, String padding, String value, String exact) {
    static Reading of(Money money) {
        return new Reading(money.whole(), money.decimals(), money.padding(), money.value(), money.exact());
    }

    /** The value as one piece of text. */
    public String text() {
        return whole + decimals + padding;
    }
}

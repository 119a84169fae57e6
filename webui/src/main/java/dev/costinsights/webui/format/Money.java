package dev.costinsights.webui.format;

/**
 * An amount ready to print: {@code whole + decimals + padding} is the text, split because the parts have different weight.
 *
 * @param whole sign, currency and whole dollars, such as {@code −$8,628}
 * @param decimals point and decimals with meaning, or empty
 * @param padding zeros from the fifth decimal on, which only align points, or empty
 * @param value the exact amount in dollars as a plain decimal, for machines
 * @param exact every digit of the amount, or empty when the text already shows them all
 */
public record Money(String whole, String decimals, String padding, String value, String exact) {

    /** The amount as one piece of text. */
    public String text() {
        return whole + decimals + padding;
    }

    @Override
    public String toString() {
        return text();
    }
}

package dev.costinsights.webui.products;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The share of its net revenue that a product is to keep.
 *
 * @param percent from 0 to less than 100, with one decimal at most
 */
record Margin(BigDecimal percent) {
    static final Margin DEFAULT = new Margin(new BigDecimal(60));
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    static Optional<Margin> ofText(String text) {
        return text.matches("[0-9]{1,2}(\\.[0-9])?")
                ? Optional.of(new Margin(plain(new BigDecimal(text))))
                : Optional.empty();
    }

    /** What costs may be of one dollar of net revenue. */
    BigDecimal costShare() {
        return HUNDRED.subtract(percent).movePointLeft(2);
    }

    /** As it is in the address. */
    String text() {
        return percent.toPlainString();
    }

    /** In words: {@code 60 %}. */
    String words() {
        return text() + "\u2009%";
    }

    private static BigDecimal plain(BigDecimal percent) {
        BigDecimal stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.events.MetadataValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The values that one text of a metadata filter stands for. */
final class MetadataLiteral {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,500}+(?:\\.\\d{1,500}+)?(?:[eE][+-]?\\d{1,3})?");

    private MetadataLiteral() {}

    /** The text itself, and the number or the boolean that it is the text of: Strings, Numbers and Booleans. */
    static List<Object> readingsOf(String text) {
        List<Object> readings = new ArrayList<>();
        readings.add(text);
        if (text.equals("true") || text.equals("false")) {
            readings.add(Boolean.valueOf(text));
        } else if (NUMBER.matcher(text).matches()) {
            var number = new BigDecimal(text);
            if (MetadataValue.fits(number)) {
                readings.add(new Plain(number));
            }
        }
        return readings;
    }

    /** A number that is written out without an exponent. */
    record Plain(BigDecimal number) {
        @Override
        public String toString() {
            return number.toPlainString();
        }
    }
}

package dev.costinsights.webui.format;

import dev.costinsights.contracts.metrics.MetricType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Prints values of metrics by their type: amounts, counts and shares. */
public final class MetricFormat {
    private final MetricType type;
    private final MoneyFormat money;

    private MetricFormat(MetricType type, MoneyFormat money) {
        this.type = type;
        this.money = money;
    }

    /** The format of a column, whose points align. */
    public static MetricFormat column(MetricType type, Collection<BigDecimal> values) {
        return new MetricFormat(type, MoneyFormat.column(values));
    }

    /** Prints one value that stands alone; null is not known. */
    public static @Nullable Reading figure(MetricType type, @Nullable BigDecimal value) {
        return value == null ? null : new MetricFormat(type, MoneyFormat.figure(value)).of(value);
    }

    /** Prints one value; null is not known. */
    public @Nullable Reading of(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case CURRENCY, CURRENCY_SUB_CENT -> Reading.of(money.of(value));
            case SCALAR -> number(value, Numbers.decimal(value), 2);
            case PERCENTAGE -> number(value, Numbers.percent(value), 3);
        };
    }

    /** A round value beside an axis. */
    public static String axis(MetricType type, BigDecimal value) {
        return switch (type) {
            case CURRENCY, CURRENCY_SUB_CENT -> MoneyFormat.axis(value);
            case SCALAR -> Numbers.allDigits(value);
            case PERCENTAGE -> Numbers.allDigits(value.movePointRight(2)) + "\u2009%";
        };
    }

    private static Reading number(BigDecimal value, String text, int decimals) {
        boolean rounded = value.setScale(decimals, RoundingMode.HALF_UP).compareTo(value) != 0;
        String exact = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return new Reading(text, "", "", exact, rounded ? exact : "");
    }
}

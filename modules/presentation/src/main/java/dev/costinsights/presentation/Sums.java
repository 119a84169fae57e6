package dev.costinsights.presentation;

import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** What some events amount to. */
record Sums(BigDecimal costCents, long events) {
    static final Sums NONE = new Sums(BigDecimal.ZERO, 0);

    /** From the columns {@code cost_cents} and {@code events}. */
    static Sums of(Row row) {
        return new Sums(plain(row.getBigDecimal("cost_cents")), row.getLong("events"));
    }

    /** From a column of {@code numeric[]}. */
    static List<BigDecimal> array(Row row, String column) {
        return Arrays.stream(row.getArrayOfNumerics(column))
                .map(number -> plain(number.bigDecimalValue()))
                .toList();
    }

    Sums plus(Sums other) {
        return new Sums(costCents.add(other.costCents), events + other.events);
    }

    /** Without trailing zeros, and never in scientific notation. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

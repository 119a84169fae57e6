package dev.costinsights.presentation;

import io.vertx.sqlclient.Row;
import java.math.BigDecimal;

/** What some events amount to. */
record Sums(BigDecimal costCents, long events) {
    static final Sums NONE = new Sums(BigDecimal.ZERO, 0);

    /** From the columns {@code cost_cents} and {@code events}. */
    static Sums of(Row row) {
        return new Sums(plain(row.getBigDecimal("cost_cents")), row.getLong("events"));
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

package dev.costinsights.aggregation;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as parameters: one array for each column. */
final class Columns {
    private Columns() {}

    static <R, T> T[] of(Collection<R> rows, Class<T> type, Function<R, ? extends @Nullable T> value) {
        @SuppressWarnings("unchecked")
        T[] column = (T[]) Array.newInstance(type, rows.size());
        int i = 0;
        for (R row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }

    static <R> OffsetDateTime[] ofInstants(Collection<R> rows, Function<R, @Nullable Instant> value) {
        return of(rows, OffsetDateTime.class, row -> {
            Instant instant = value.apply(row);
            return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
        });
    }

    /** As text: the statement makes numerics of them. */
    static <R> String[] ofDecimals(Collection<R> rows, Function<R, @Nullable BigDecimal> value) {
        return of(rows, String.class, row -> {
            BigDecimal decimal = value.apply(row);
            return decimal == null ? null : decimal.toPlainString();
        });
    }
}

package dev.costinsights.contracts.customers;

import org.jspecify.annotations.Nullable;

/**
 * A new value for something that may also stay as it is, which then has no change at all.
 *
 * @param value null clears what was there
 */
public record Change<T>(@Nullable T value) {
    /** The value after this change. */
    public static <T> @Nullable T applied(@Nullable Change<T> change, @Nullable T before) {
        return change == null ? before : change.value();
    }
}

package dev.costinsights.presentation;

/** Counts UTC days at whose end a customer pays, from rows of {@code totals.customer_mrr}. */
final class PayingDays {
    private PayingDays() {}

    /**
     * How many days between two midnights end while a row holds. As in {@link MrrSql#PLACED}, what begins at the end of a
     * day isn't paid then, what ends at it is.
     */
    static String between(String row, String from, String to) {
        return """
                greatest(0, floor(extract(epoch from least(%1$s.to_at, %3$s) - %2$s) / 86400)
                            - floor(extract(epoch from greatest(%1$s.from_at, %2$s) - %2$s) / 86400))""".formatted(row, from, to);
    }
}

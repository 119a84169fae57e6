package dev.costinsights.aggregation;

import java.math.BigDecimal;

/** What an order is now, and what its currency was worth. */
record ValuedOrder(OrderVersion order, Rate rate) {
    /** Of a refund or dispute: its own, else the order's. */
    BigDecimal rateOf(FactFields fields) {
        BigDecimal own = fields.decimalOrNull("exchange_rate");
        return own == null ? rate.usd() : own;
    }
}

package dev.costinsights.aggregation;

import dev.costinsights.platform.db.SchemaMigration;

/** The schema {@code totals}, which aggregation alone writes; presentation reads it. */
public final class AggregationSchema {
    public static final SchemaMigration MIGRATION = new SchemaMigration("totals", "db/totals");

    private AggregationSchema() {}
}

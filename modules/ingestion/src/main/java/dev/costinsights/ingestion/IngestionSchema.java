package dev.costinsights.ingestion;

import dev.costinsights.platform.db.SchemaMigration;

/** The schema {@code log}, which ingestion alone writes; aggregation takes tickets from it. */
public final class IngestionSchema {
    public static final SchemaMigration MIGRATION = new SchemaMigration("log", "db/log");

    private IngestionSchema() {}
}

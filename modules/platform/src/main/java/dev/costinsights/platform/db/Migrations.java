package dev.costinsights.platform.db;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings the schemas of the modules up to date, before anything is deployed. */
public final class Migrations {
    private Migrations() {}

    /** Blocks until every schema is current. Each has a history of its own, and processes that start together wait. */
    public static void run(DatabaseUrl database, List<SchemaMigration> migrations) {
        for (SchemaMigration migration : migrations) {
            Flyway.configure()
                    .dataSource(
                            database.jdbcUrl(),
                            database.user(),
                            database.password().value())
                    .schemas(migration.schema())
                    .defaultSchema(migration.schema())
                    .table("schema_history")
                    .locations("classpath:" + migration.location())
                    .connectRetries(10)
                    .connectRetriesInterval(1)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .load()
                    .migrate();
        }
    }
}

package dev.costinsights.platform.db;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the schemas of the modules up to date, before anything is deployed. */
public final class Migrations {
    private Migrations() {}

    /** Blocks until every schema is current. Each has a history of its own, and processes that start together wait. */
    public static void run(DatabaseUrl database, List<SchemaMigration> migrations) {
        for (SchemaMigration migration : migrations) {
            var configuration = Flyway.configure()
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
                    .cleanDisabled(true);
            configuration
                    .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(false);
            configuration.load().migrate();
        }
    }
}

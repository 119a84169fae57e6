package dev.costinsights.platform.db;

/**
 * A schema and the place of its migrations on the classpath. Each module owns one.
 *
 * @param location such as {@code db/log}
 */
public record SchemaMigration(String schema, String location) {}

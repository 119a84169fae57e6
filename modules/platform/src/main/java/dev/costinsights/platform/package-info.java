/** What every module stands on: configuration, PostgreSQL, the one HTTP server, health, metrics, clock. */
@NullMarked
package dev.costinsights.platform;

import org.jspecify.annotations.NullMarked;

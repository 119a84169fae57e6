/** The one HTTP server: modules mount their routes on it; health and metrics are its own. */
@NullMarked
package dev.costinsights.platform.http;

import org.jspecify.annotations.NullMarked;

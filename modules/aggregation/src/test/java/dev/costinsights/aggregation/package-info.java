/** Folding, rebuilding and reconciling against a real PostgreSQL, compared with a computation in plain Java. */
@NullMarked
package dev.costinsights.aggregation;

import org.jspecify.annotations.NullMarked;

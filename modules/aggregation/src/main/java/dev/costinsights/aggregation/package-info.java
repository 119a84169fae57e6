/** Folds the event log into totals exactly once, rebuilds them at any time, and keeps proving that both agree. */
@NullMarked
package dev.costinsights.aggregation;

import org.jspecify.annotations.NullMarked;

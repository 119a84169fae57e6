/** Answers every question over the bus, reading totals; the log only where totals are not fine enough. */
@NullMarked
package dev.costinsights.presentation;

import org.jspecify.annotations.NullMarked;

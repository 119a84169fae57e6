/** Statistics of traces and events: what an answer by name, property, customer or variance is made of. */
@NullMarked
package dev.costinsights.contracts.statistics;

import org.jspecify.annotations.NullMarked;

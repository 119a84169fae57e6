/** What is asked in numbers over time: the metric catalogue, ranges, intervals, answers. */
@NullMarked
package dev.costinsights.contracts.metrics;

import org.jspecify.annotations.NullMarked;

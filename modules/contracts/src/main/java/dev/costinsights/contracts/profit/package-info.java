/** What customers and products bring and cost. */
@NullMarked
package dev.costinsights.contracts.profit;

import org.jspecify.annotations.NullMarked;

/** Revenue: facts about customers, products, orders, subscriptions and what becomes of them. */
@NullMarked
package dev.costinsights.contracts.revenue;

import org.jspecify.annotations.NullMarked;

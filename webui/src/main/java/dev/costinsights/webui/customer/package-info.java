/** The page of one customer: what it brings, what it costs, and what it would have to pay. */
@NullMarked
package dev.costinsights.webui.customer;

import org.jspecify.annotations.NullMarked;

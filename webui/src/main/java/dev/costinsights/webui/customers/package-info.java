/** The Customers page: what each customer brings and costs, and what those of one month have brought since. */
@NullMarked
package dev.costinsights.webui.customers;

import org.jspecify.annotations.NullMarked;

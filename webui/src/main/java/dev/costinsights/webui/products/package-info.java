/** The Products page: what each product earns and is allocated, and what each model costs. */
@NullMarked
package dev.costinsights.webui.products;

import org.jspecify.annotations.NullMarked;

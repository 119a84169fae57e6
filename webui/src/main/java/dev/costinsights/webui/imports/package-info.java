/** Settings of imports: files of orders and subscriptions, how far each is, and what waits. */
@NullMarked
package dev.costinsights.webui.imports;

import org.jspecify.annotations.NullMarked;

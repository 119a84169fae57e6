/** The event-bus contract: what modules and sibling verticles say to each other, and the client siblings use. */
@NullMarked
package dev.costinsights.contracts;

import org.jspecify.annotations.NullMarked;

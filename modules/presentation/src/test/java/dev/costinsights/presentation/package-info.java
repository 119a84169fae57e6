/** Answers checked against plain Java, over the bus and a real PostgreSQL. */
@NullMarked
package dev.costinsights.presentation;

import org.jspecify.annotations.NullMarked;

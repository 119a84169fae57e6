/** REST under {@code /v1}: requests become messages on the event bus, answers and failures become JSON. */
@NullMarked
package dev.costinsights.api;

import org.jspecify.annotations.NullMarked;

/** What is recorded: an event with its exact cost, and the answer to recording it. */
@NullMarked
package dev.costinsights.contracts.events;

import org.jspecify.annotations.NullMarked;

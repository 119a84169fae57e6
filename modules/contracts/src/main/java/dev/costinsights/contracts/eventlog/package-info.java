/** The event log as it is read: events with what is known of their customers and their place in a trace. */
@NullMarked
package dev.costinsights.contracts.eventlog;

import org.jspecify.annotations.NullMarked;

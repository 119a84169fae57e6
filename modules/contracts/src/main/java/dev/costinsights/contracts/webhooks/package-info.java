/** Webhooks: endpoints to which providers deliver signed revenue events, and what became of each delivery. */
@NullMarked
package dev.costinsights.contracts.webhooks;

import org.jspecify.annotations.NullMarked;

/**
 * Stripe's events as revenue facts. Stripe's objects become the facts' own by the types of Stripe's library; what one
 * event leaves open, because its object names others by id alone, the ledger finds in what came before.
 */
@NullMarked
package dev.costinsights.ingestion.stripe;

import org.jspecify.annotations.NullMarked;

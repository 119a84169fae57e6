package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;

/**
 * What became of a delivery, after the commit.
 *
 * @param replayed whether the same delivery with the same time of signing was answered before, so that nothing was done
 *     now; the counts are zero then
 * @param inserted facts that are kept
 * @param duplicates facts that were known before; one for a delivery that was taken before
 * @param waiting of those inserted: they count as soon as what they belong to is known
 */
public record WebhookReceipt(boolean replayed, int inserted, int duplicates, int waiting) implements Message {}

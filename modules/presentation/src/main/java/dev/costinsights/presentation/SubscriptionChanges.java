package dev.costinsights.presentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to subscriptions.
 *
 * @param churned how many ended, or are to end, by period
 * @param created how many were created and don't end in the same period
 * @param canceled how many were canceled, by reason and period; a reason without any is absent
 */
record SubscriptionChanges(List<Long> churned, List<Long> created, Map<String, List<Long>> canceled) {
    SubscriptionChanges {
        churned = List.copyOf(churned);
        created = List.copyOf(created);
        canceled = Map.copyOf(canceled);
    }

    long canceledFor(String reason, int period) {
        List<Long> counts = canceled.get(reason);
        return counts == null ? 0 : counts.get(period);
    }

    long canceled(int period) {
        return canceled.values().stream()
                .mapToLong(counts -> counts.get(period))
                .sum();
    }

    /** Counts what is read. */
    static final class Builder {
        private final int periods;
        private final List<Long> churned;
        private final List<Long> created;
        private final Map<String, List<Long>> canceled = new HashMap<>();

        Builder(int periods) {
            this.periods = periods;
            churned = zeroes(periods);
            created = zeroes(periods);
        }

        private static List<Long> zeroes(int periods) {
            return new ArrayList<>(Collections.nCopies(periods + 1, 0L));
        }

        void churned(int period, long subscriptions) {
            churned.set(period, subscriptions);
        }

        void created(int period, long subscriptions) {
            created.set(period, subscriptions);
        }

        void canceled(int period, String reason, long subscriptions) {
            canceled.computeIfAbsent(reason, none -> zeroes(periods)).set(period, subscriptions);
        }

        SubscriptionChanges build() {
            return new SubscriptionChanges(churned, created, canceled);
        }
    }
}

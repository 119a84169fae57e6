package dev.costinsights.aggregation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a subscription pays, and by which plan, from all that is known of it. Each version holds until the next; the first
 * also holds before itself, but then its dates alone decide, unless its status says that nothing was paid yet. An end that
 * the last version knows of holds for all.
 */
final class PaidSpans {
    private final @Nullable Instant knownStart;
    private final @Nullable Instant knownEnd;
    private final List<PaidSpan> spans = new ArrayList<>();

    private PaidSpans(SubscriptionVersion last) {
        knownStart = last.startedAt();
        knownEnd = last.endAt();
    }

    /**
     * The spans by time; they don't overlap.
     *
     * @param versions by time, at least one; of several at one time the last holds
     */
    static List<PaidSpan> of(List<SubscriptionVersion> versions) {
        List<SubscriptionVersion> held = lastOfEachTime(versions);
        var paid = new PaidSpans(held.get(held.size() - 1));
        SubscriptionVersion first = held.get(0);
        if (!first.hasNeverPaid()) {
            paid.add(first, Instant.MIN, first.versionAt());
        }
        for (int i = 0; i < held.size(); i++) {
            SubscriptionVersion version = held.get(i);
            if (version.pays()) {
                Instant next = i + 1 < held.size() ? held.get(i + 1).versionAt() : Instant.MAX;
                paid.add(version, version.versionAt(), next);
            }
        }
        return paid.spans;
    }

    private static List<SubscriptionVersion> lastOfEachTime(List<SubscriptionVersion> versions) {
        List<SubscriptionVersion> held = new ArrayList<>(versions.size());
        for (SubscriptionVersion version : versions) {
            if (!held.isEmpty() && held.get(held.size() - 1).versionAt().equals(version.versionAt())) {
                held.remove(held.size() - 1);
            }
            held.add(version);
        }
        return held;
    }

    private void add(SubscriptionVersion version, Instant since, Instant until) {
        Instant startedAt = version.startedAt() == null ? knownStart : version.startedAt();
        Instant from = latest(latest(since, startedAt), version.trialEnd());
        Instant to = earliest(earliest(until, version.endAt()), knownEnd);
        SubscriptionPlan plan = version.plan();
        if (!from.isBefore(to) || plan.amount().signum() <= 0) {
            return;
        }
        int last = spans.size() - 1;
        if (last >= 0
                && spans.get(last).to().equals(from)
                && spans.get(last).plan().equals(plan)) {
            spans.set(last, new PaidSpan(spans.get(last).from(), to, plan));
        } else {
            spans.add(new PaidSpan(from, to, plan));
        }
    }

    private static Instant latest(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }
}

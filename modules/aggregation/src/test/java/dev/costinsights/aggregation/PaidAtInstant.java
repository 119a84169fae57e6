package dev.costinsights.aggregation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a subscription pays at one instant, read from its versions directly: what spans are proved against. */
final class PaidAtInstant {
    private static final Set<String> STOPPED = Set.of("paused", "unpaid", "incomplete", "incomplete_expired");

    private PaidAtInstant() {}

    /** Null when it doesn't pay then. */
    static @Nullable SubscriptionPlan plan(List<SubscriptionVersion> versions, Instant at) {
        SubscriptionVersion last = versions.get(versions.size() - 1);
        SubscriptionVersion inForce = null;
        for (SubscriptionVersion version : versions) {
            inForce = version.versionAt().isAfter(at) ? inForce : version;
        }
        boolean beforeFirst = inForce == null;
        if (beforeFirst) {
            Instant earliest = versions.get(0).versionAt();
            for (SubscriptionVersion version : versions) {
                inForce = version.versionAt().equals(earliest) ? version : inForce;
            }
        }
        return datesAllow(inForce, last, at)
                        && (beforeFirst ? mayHavePaid(inForce) : statusAllows(inForce))
                        && inForce.plan().amount().signum() > 0
                ? inForce.plan()
                : null;
    }

    private static boolean datesAllow(SubscriptionVersion version, SubscriptionVersion last, Instant at) {
        Instant start = version.startedAt() != null ? version.startedAt() : last.startedAt();
        return (start == null || !at.isBefore(start))
                && (version.trialEnd() == null || !at.isBefore(version.trialEnd()))
                && (version.endAt() == null || at.isBefore(version.endAt()))
                && (last.endAt() == null || at.isBefore(last.endAt()));
    }

    private static boolean mayHavePaid(SubscriptionVersion first) {
        return !first.status().startsWith("incomplete")
                && (!first.status().equals("trialing") || first.trialEnd() != null);
    }

    private static boolean statusAllows(SubscriptionVersion version) {
        return !STOPPED.contains(version.status())
                && !(version.status().equals("canceled") && version.endAt() == null)
                && !(version.status().equals("trialing") && version.trialEnd() == null);
    }
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.presentation.MrrTransition.Paid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Movements of MRR in the order of a list: by period, in each the greatest change first. Customers who move alike in a
 * period are one group; groups that tie have one rank, and their customers stand among each other.
 */
final class MovementGroups {
    private static final Comparator<Group> ORDER = Comparator.comparingInt(Group::period)
            .thenComparing(group -> group.changeCents().abs(), Comparator.reverseOrder());

    private final List<Group> groups;

    private MovementGroups(List<Group> groups) {
        this.groups = groups;
    }

    /**
     * Customers who move alike.
     *
     * @param before what each paid; null for nothing
     * @param after what each pays; null for nothing
     * @param beforeCents the same, valued
     * @param afterCents the same, valued
     */
    record Group(
            int period,
            long customers,
            @Nullable Paid before,
            @Nullable Paid after,
            boolean hasPaid,
            MrrMovement movement,
            BigDecimal beforeCents,
            BigDecimal afterCents) {
        BigDecimal changeCents() {
            return afterCents.subtract(beforeCents);
        }

        private Group and(Group alike) {
            return new Group(
                    period, customers + alike.customers, before, after, hasPaid, movement, beforeCents, afterCents);
        }

        private boolean ties(Group other) {
            return ORDER.compare(this, other) == 0;
        }
    }

    /**
     * The groups that a part of the list is made of.
     *
     * @param ranks of each group, from 0
     * @param offset how many of their customers to leave out at the beginning
     */
    record Part(List<Group> groups, List<Integer> ranks, long offset) {
        Part {
            groups = List.copyOf(groups);
            ranks = List.copyOf(ranks);
        }
    }

    /** @param transitions with what each of their customers pays */
    static MovementGroups of(List<MrrTransition> transitions, RatesOfTimes rates) {
        var valuation = new MrrValuation(rates);
        Map<Key, Group> groups = new LinkedHashMap<>();
        var standing = new StandingCustomers();
        for (MrrTransition transition : transitions) {
            if (transition.isStanding()) {
                standing.add(transition.before(), transition);
            } else {
                add(transition, valuation, groups);
            }
        }
        standing.forEach((each, period, customers) ->
                add(new MrrTransition(period, period, customers, each, each, true), valuation, groups));
        return new MovementGroups(groups.values().stream().sorted(ORDER).toList());
    }

    /** Who pays the same for different times are one group in each period they share. */
    private static void add(MrrTransition transition, MrrValuation valuation, Map<Key, Group> groups) {
        int period = transition.firstPeriod();
        BigDecimal before = valuation.cents(transition.before(), 1, period - 1);
        BigDecimal after = valuation.cents(transition.after(), 1, period);
        MrrMovements.movement(before, after, transition.hasPaid())
                .ifPresent(movement -> groups.merge(
                        Key.of(transition, period),
                        new Group(
                                period,
                                transition.customers(),
                                transition.before(),
                                transition.after(),
                                transition.hasPaid(),
                                movement,
                                before,
                                after),
                        Group::and));
    }

    /** What the customers of a group have in common. */
    private record Key(
            int period, @Nullable Paid before, @Nullable Paid after, boolean hasPaid) {
        static Key of(MrrTransition transition, int period) {
            return new Key(period, plain(transition.before()), plain(transition.after()), transition.hasPaid());
        }

        private static @Nullable Paid plain(@Nullable Paid paid) {
            return paid == null ? null : new Paid(paid.usdCents().stripTrailingZeros(), paid.otherPrices());
        }
    }

    long count() {
        return groups.stream().mapToLong(Group::customers).sum();
    }

    /** The groups that tie are in a part together, or not at all. */
    Part part(long offset, int limit) {
        List<Group> some = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        long passed = 0;
        long leftOut = 0;
        int rank = 0;
        int next = 0;
        while (next < groups.size() && passed < offset + limit) {
            List<Group> tied = tiedWith(next);
            long customers = tied.stream().mapToLong(Group::customers).sum();
            if (passed + customers > offset) {
                leftOut = some.isEmpty() ? passed : leftOut;
                some.addAll(tied);
                ranks.addAll(Collections.nCopies(tied.size(), rank));
            }
            passed += customers;
            next += tied.size();
            rank++;
        }
        return new Part(some, ranks, offset - leftOut);
    }

    private List<Group> tiedWith(int first) {
        int next = first + 1;
        while (next < groups.size() && groups.get(next).ties(groups.get(first))) {
            next++;
        }
        return groups.subList(first, next);
    }
}

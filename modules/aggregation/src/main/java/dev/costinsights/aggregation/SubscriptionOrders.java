package dev.costinsights.aggregation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which counting order of its subscription stands before which. Orders are computed anew in chunks: what stands next to
 * them may be in the chunk, or in the database.
 */
final class SubscriptionOrders {
    /** As the database sorts ids. */
    private static final Comparator<UUID> BY_ID = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private static final Comparator<Place> BY_TIME =
            Comparator.comparing(Place::createdAt).thenComparing(Place::orderId, BY_ID);

    private final Map<UUID, TreeSet<Place>> placesOfChunk = new HashMap<>();
    private final Map<Place, @Nullable Place> beforeInDatabase = new HashMap<>();
    private final Map<UUID, OrderRow> after = new HashMap<>();

    /** Where a counting order stands in a subscription. */
    record Place(UUID subscriptionId, Instant createdAt, UUID orderId) {
        static @Nullable Place of(OrderRow order) {
            return order.subscriptionId() == null || !order.counts()
                    ? null
                    : new Place(order.subscriptionId(), order.createdAt(), order.id());
        }

        static @Nullable Place of(OrderVersion order) {
            return order.subscriptionId() == null || !order.counts()
                    ? null
                    : new Place(order.subscriptionId(), order.createdAt(), order.id());
        }
    }

    /** What stands next to a place in the database. */
    record Neighbours(
            Place place, @Nullable Place before, @Nullable OrderRow after) {}

    /** The places that orders of a chunk leave or take. */
    static List<Place> places(Collection<OrderRow> before, Collection<OrderVersion> now) {
        TreeSet<Place> places =
                new TreeSet<>(Comparator.comparing(Place::subscriptionId, BY_ID).thenComparing(BY_TIME));
        for (OrderRow order : before) {
            Place place = Place.of(order);
            if (place != null) {
                places.add(place);
            }
        }
        for (OrderVersion order : now) {
            Place place = Place.of(order);
            if (place != null) {
                places.add(place);
            }
        }
        return new ArrayList<>(places);
    }

    /**
     * As if the orders of a chunk weren't in the database: next to one of them stands what is next to its own place.
     *
     * @param neighbours of all {@linkplain #places places} of the chunk
     */
    static List<Neighbours> lookingThrough(Set<UUID> chunk, Collection<Neighbours> neighbours) {
        List<Neighbours> byTime = new ArrayList<>(neighbours);
        byTime.sort(Comparator.comparing(Neighbours::place, BY_TIME));
        Map<Place, @Nullable Place> before = new HashMap<>();
        for (Neighbours next : byTime) {
            Place place = next.before();
            before.put(next.place(), place != null && chunk.contains(place.orderId()) ? before.get(place) : place);
        }
        Collections.reverse(byTime);
        Map<Place, @Nullable OrderRow> after = new HashMap<>();
        for (Neighbours next : byTime) {
            OrderRow order = next.after();
            after.put(next.place(), order != null && chunk.contains(order.id()) ? after.get(placeOf(order)) : order);
        }
        return byTime.stream()
                .map(next -> new Neighbours(next.place(), before.get(next.place()), after.get(next.place())))
                .toList();
    }

    /** @param neighbours as if the chunk's orders weren't in the database */
    SubscriptionOrders(Collection<OrderVersion> chunk, List<Neighbours> neighbours) {
        for (OrderVersion order : chunk) {
            Place place = Place.of(order);
            if (place != null) {
                placesOfChunk
                        .computeIfAbsent(place.subscriptionId(), id -> new TreeSet<>(BY_TIME))
                        .add(place);
            }
        }
        for (Neighbours next : neighbours) {
            beforeInDatabase.put(next.place(), next.before());
            if (next.after() != null) {
                after.put(next.after().id(), next.after());
                beforeInDatabase.put(placeOf(next.after()), next.before());
            }
        }
    }

    private static Place placeOf(OrderRow countingOrder) {
        return new Place(
                Objects.requireNonNull(countingOrder.subscriptionId()), countingOrder.createdAt(), countingOrder.id());
    }

    /** When the order before an order of the chunk was created; null when there is none. */
    @Nullable
    Instant previousAt(OrderVersion order) {
        Place place = Place.of(order);
        return place == null ? null : previousAt(place);
    }

    private @Nullable Instant previousAt(Place place) {
        Place inDatabase = beforeInDatabase.get(place);
        TreeSet<Place> chunk = placesOfChunk.get(place.subscriptionId());
        Place inChunk = chunk == null ? null : chunk.lower(place);
        if (inDatabase == null || inChunk == null) {
            Place only = inDatabase == null ? inChunk : inDatabase;
            return only == null ? null : only.createdAt();
        }
        return (BY_TIME.compare(inDatabase, inChunk) > 0 ? inDatabase : inChunk).createdAt();
    }

    /** Orders outside the chunk that may have another before them now: as they are, and as they become. */
    Map<OrderRow, OrderRow> neighbours() {
        Map<OrderRow, OrderRow> changes = new HashMap<>();
        for (OrderRow order : after.values()) {
            changes.put(order, order.after(previousAt(placeOf(order))));
        }
        return changes;
    }
}

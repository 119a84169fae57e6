package dev.costinsights.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives events external ids and parents: by external id and by id, known, in the same batch, late, or never; themselves;
 * in circles of any length.
 */
final class RandomParents {
    private static final int MOST_PROMISES = 40;

    private final Random random;
    /** Named as parents, and not sent yet. */
    private final List<String> promised = new ArrayList<>();

    RandomParents(Random random) {
        this.random = random;
    }

    List<Event> placed(List<Event> events, List<Recorded> earlier) {
        List<@Nullable String> ids = new ArrayList<>();
        events.forEach(event -> ids.add(externalId()));
        List<Event> placed = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            placed.add(events.get(i).child(ids.get(i), parent(ids.get(i), ids, earlier)));
        }
        return placed;
    }

    private @Nullable String externalId() {
        if (!promised.isEmpty() && random.nextInt(6) == 0) {
            return promised.remove(random.nextInt(promised.size()));
        }
        return random.nextInt(3) == 0 ? null : newId();
    }

    private String newId() {
        return "event-" + Long.toHexString(random.nextLong());
    }

    private @Nullable String parent(@Nullable String own, List<@Nullable String> batch, List<Recorded> earlier) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> pick(batch);
            case 3, 4 -> earlier.isEmpty() ? null : pick(earlier).event().externalId();
            case 5 -> earlier.isEmpty() ? null : spelled(pick(earlier).id());
            case 6, 7 -> promise();
            case 8 -> "never-" + newId();
            case 9 -> random.nextInt(4) == 0 ? own : null;
            default -> null;
        };
    }

    /** A parent that comes later; some wait for it already. */
    private String promise() {
        if (promised.size() < MOST_PROMISES && random.nextInt(3) > 0) {
            promised.add(newId());
        }
        return promised.isEmpty() ? newId() : pick(promised);
    }

    private String spelled(UUID id) {
        return random.nextInt(4) == 0 ? id.toString().toUpperCase(Locale.ROOT) : id.toString();
    }

    private <T extends @Nullable Object> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

package dev.costinsights.samples;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The 240 customers of the demo business, the heaviest users first. About half of them join during the year. */
final class DemoCustomers {

    private static final List<String> FIRST_WORDS = List.of(
            ("halcyon paperclip alder ironwood saltmarsh brightwater beacon ember foxglove juniper northgate sparrow "
                            + "umber willow cobalt larkspur granite harbor meadow quill redwood silverline thistle "
                            + "tideway vesper wren yarrow zephyr amberly bramble cinder dovetail elmwood fernhill "
                            + "goldfinch hazel inkwell jasper kestrel lantern maple nightjar orchard pebble quarry "
                            + "rosewood sundial tamarack")
                    .split(" "));
    private static final List<String> TRADES = List.of(
            ("freight labs foods legal retail insurance finance health robotics energy mobility travel media studio "
                            + "analytics education")
                    .split(" "));
    private static final int COUNT = 240;
    private static final int PRO_CUSTOMERS = 36;
    private static final double FOUNDING_SHARE = 0.5;
    private static final int JOINS = 1;
    private static final int MOODS = 2;
    private static final int SIZES = 3;

    private final long seed;
    private final List<Customer> all = new ArrayList<>(COUNT);

    DemoCustomers(long seed, DemoStory story) {
        this.seed = seed;
        for (int rank = 0; rank < COUNT; rank++) {
            all.add(new Customer(rank, name(rank), plan(rank), joined(rank, story), storedGigabytes(rank)));
        }
    }

    /**
     * A customer.
     *
     * @param rank 0 for the heaviest user
     * @param id the external customer id
     * @param storedGigabytes what it stored when it joined
     */
    record Customer(int rank, String id, String plan, LocalDate joined, long storedGigabytes) {}

    /**
     * The customers of one day.
     *
     * @param runningWeights running sums of how much each uses that day
     */
    record Present(List<Customer> customers, double[] runningWeights) {

        Customer pick(Dice dice) {
            return customers.get(dice.index(runningWeights));
        }
    }

    List<Customer> all() {
        return List.copyOf(all);
    }

    /** The customer whose agents run away in the demo's story. */
    Customer runaway() {
        return all.get(0);
    }

    Present on(LocalDate date) {
        List<Customer> customers = all.stream()
                .filter(customer -> !customer.joined().isAfter(date))
                .toList();
        double[] runningWeights = new double[customers.size()];
        double sum = 0;
        for (int i = 0; i < runningWeights.length; i++) {
            int rank = customers.get(i).rank();
            double mood =
                    0.6 + 0.8 * Dice.of(seed, MOODS, rank, date.toEpochDay()).unit();
            sum += mood / StrictMath.pow(rank + 5, 0.75);
            runningWeights[i] = sum;
        }
        return new Present(customers, runningWeights);
    }

    private static String name(int rank) {
        int word = rank % FIRST_WORDS.size();
        int round = rank / FIRST_WORDS.size();
        return FIRST_WORDS.get(word) + "-" + TRADES.get((word * 3 + round * 5) % TRADES.size());
    }

    private static String plan(int rank) {
        if (rank < PRO_CUSTOMERS) {
            return "pro";
        }
        return rank % 3 == 2 ? "free" : "starter";
    }

    private LocalDate joined(int rank, DemoStory story) {
        Dice dice = Dice.of(seed, JOINS, rank);
        boolean founding = rank == 0 || dice.chance(FOUNDING_SHARE);
        return founding ? story.beforeTheYear() : story.month().minusDays(dice.below(360));
    }

    private long storedGigabytes(int rank) {
        return Dice.of(seed, SIZES, rank).around(70, 0.7);
    }
}

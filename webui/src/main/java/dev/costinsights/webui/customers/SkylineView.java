package dev.costinsights.webui.customers;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurve.Part;
import dev.costinsights.webui.chart.Skyline;
import dev.costinsights.webui.customers.CustomersPage.Axis;
import dev.costinsights.webui.customers.CustomersPage.Figure;
import dev.costinsights.webui.customers.CustomersPage.Mark;
import dev.costinsights.webui.customers.CustomersPage.Tick;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the skyline of all customers with its words. */
final class SkylineView {
    private static final int LINE = 14;
    private static final int ROOM_FOR_A_NAME = 44;
    private static final int LONGEST_NAME = 32;
    private static final int QUARTERS_FROM = 8;

    private final ProfitCurve curve;
    private final ProfitCurve.Counts counts;
    private final Skyline skyline;

    private SkylineView(ProfitCurve curve) {
        this.curve = curve;
        this.counts = curve.counts();
        this.skyline = Skyline.of(Arrays.stream(Part.values())
                .map(part -> curve.steps().stream()
                        .filter(step -> step.part() == part)
                        .map(step -> new Skyline.Step(step.customers(), step.profitCents()))
                        .toList())
                .toList());
    }

    /** Null without customers. */
    static @Nullable Figure of(ProfitCurve curve) {
        return curve.steps().isEmpty() ? null : new SkylineView(curve).build();
    }

    private Figure build() {
        return new Figure(
                "Profit of each customer, best first",
                Numbers.count(counts.customers() - counts.losing()) + " earn "
                        + MoneyFormat.figure(counts.gainCents()).of(counts.gainCents()) + "; "
                        + Numbers.count(counts.losing()) + " lose "
                        + MoneyFormat.figure(counts.lossCents())
                                .of(counts.lossCents().negate())
                        + ".",
                counts.customers() > ProfitCurve.MOST_STEPS
                        ? "each step is the mean of "
                                + Numbers.count(curve.steps().stream()
                                        .mapToLong(ProfitCurve.Step::customers)
                                        .max()
                                        .orElseThrow())
                                + " customers at most"
                        : "",
                skyline,
                skyline.gridlines().stream()
                        .map(line -> new Tick(line, MoneyFormat.axis(line.amountCents())))
                        .toList(),
                axis(),
                half(),
                losing(),
                worst());
    }

    private List<Axis> axis() {
        long customers = counts.customers();
        List<Axis> axis = new ArrayList<>();
        axis.add(new Axis("0%", "", customers == 1 ? "Only one" : "Best"));
        if (customers >= QUARTERS_FROM) {
            for (int quarter = 1; quarter < 4; quarter++) {
                axis.add(new Axis(
                        25 * quarter + "%",
                        quarter == 2 ? "m" : "m xs",
                        Numbers.count(Math.round(customers * quarter / 4.0))));
            }
        }
        if (customers > 1) {
            axis.add(new Axis("100%", "e", "Last of " + Numbers.count(customers)));
        }
        return axis;
    }

    private @Nullable Mark half() {
        if (counts.half() == 0) {
            return null;
        }
        boolean early = 2 * counts.half() <= counts.customers();
        double y = Math.max(LINE, skyline.endYs().get(0) - LINE / 2.0);
        return new Mark(
                skyline.ends().get(0),
                Math.round(y) + "",
                early ? "10" : "-10",
                early ? "s halo" : "s halo e",
                Numbers.count(counts.half(), "customer makes", "customers make") + " half of the profit");
    }

    private @Nullable Mark losing() {
        if (counts.losing() == 0) {
            return null;
        }
        boolean late = 3 * (counts.customers() - counts.losing()) >= counts.customers();
        return new Mark(
                skyline.ends().get(1),
                below(LINE + 6),
                late ? "-8" : "8",
                late ? "s halo e" : "s halo",
                Numbers.count(counts.losing(), "loses", "lose") + " money");
    }

    /** Where the plot goes deep enough for a name below the other words. */
    private @Nullable Mark worst() {
        boolean room = skyline.height() - skyline.zeroY() >= ROOM_FOR_A_NAME;
        if (counts.losing() == 0 || curve.worst().isEmpty() || !room) {
            return null;
        }
        CustomerProfit worst = curve.worst().get(0);
        return new Mark("100%", skyline.height() - 2 + "", "-10", "s halo e", shortened(TableView.name(worst)));
    }

    private String below(int pixels) {
        return Math.round(Math.min(skyline.zeroY() + pixels, skyline.height() - 2.0)) + "";
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}

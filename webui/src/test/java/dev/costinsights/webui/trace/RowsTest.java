package dev.costinsights.webui.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.trace.EventPage.Kind;
import dev.costinsights.webui.trace.EventPage.Row;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final Traces AGENT = Traces.agent();

    @Test
    void a_tree_lists_parents_before_children_by_time_and_tints_the_most_expensive() {
        List<Row> rows = Rows.asTree(tree(AGENT), 200);
        assertThat(rows)
                .extracting(Row::name)
                .containsExactly(
                        "agent.run",
                        "agent.plan",
                        "agent.attempt",
                        "llm.inference",
                        "sandbox.run",
                        "agent.attempt",
                        "itself",
                        "llm.inference",
                        "email.send");
        assertThat(rows).filteredOn(Row::hot).singleElement().satisfies(row -> {
            assertThat(row.css()).isEqualTo("hot");
            assertThat(row.detail()).contains("claude-sonnet-4.5", "most expensive");
            assertThat(row.input()).isEqualTo("121,560");
            assertThat(row.share()).isEqualTo("68.6\u2009%");
        });
        assertThat(rows.get(0).href()).isNull();
        assertThat(rows.get(3).level()).isEqualTo("Level 3, ");
        assertThat(rows.get(3).start()).isEqualTo("+11.0 s");
    }

    @Test
    void lines_end_at_the_last_child_and_pass_by_deeper_rows() {
        List<Row> rows = Rows.asTree(tree(AGENT), 200);
        assertThat(rows.get(0).lines()).isEmpty();
        assertThat(rows.get(1).lines()).containsExactly("M6 0V18H18M6 18V36");
        assertThat(rows.get(4).lines()).containsExactly("M6 0V36", "M6 0V18H18");
        assertThat(rows.get(8).lines()).containsExactly("M6 0V18H18");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 200})
    void what_is_shown_of_a_tree_adds_up_at_every_level_however_much_is_cut(int most) {
        List<Row> rows = Rows.asTree(tree(AGENT), most);
        assertThat(rows.stream().filter(row -> row.kind() == Kind.EVENT)).hasSizeLessThanOrEqualTo(most);
        assertAddsUp(rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5})
    void what_was_not_read_is_counted_and_costed(int read) {
        Event root = AGENT.get("root");
        List<Event> beneath = AGENT.beneath("root").subList(0, read);
        List<Row> rows = Rows.asTree(TraceTree.of(root, beneath), 200);
        assertAddsUp(rows);
        long counted = rows.stream()
                .mapToLong(row -> row.kind() == Kind.REST
                        ? Long.parseLong(row.name().split(" ")[0])
                        : row.kind() == Kind.EVENT ? 1 : 0)
                .sum();
        assertThat(counted).isEqualTo(root.childCount() + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 200})
    void a_list_by_cost_is_sorted_and_adds_up_to_its_total(int most) {
        TraceTree tree = tree(AGENT);
        List<Row> rows = Rows.byCost(tree, most);
        assertThat(rows.get(0).name()).isEqualTo("llm.inference");
        assertThat(rows.get(0).hot()).isTrue();
        BigDecimal sum = rows.stream()
                .map(Row::cost)
                .filter(Objects::nonNull)
                .map(RowsTest::dollars)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(dollars(Rows.total(tree).cost()));
        assertThat(sum.movePointRight(2)).isEqualByComparingTo("57.3308");
    }

    @Test
    void credits_and_amounts_below_a_cent_add_up_too() {
        var trace = new Traces()
                .with("root", null, "deep", 0, "-3.5")
                .with("a", "root", "deep", 1, "0.000000000001")
                .with("b", "a", "", 2, "-0.1")
                .with("c", "a", "deep", 2, null);
        List<Row> rows = Rows.asTree(tree(trace), 200);
        assertAddsUp(rows);
        assertThat(rows).extracting(Row::name).contains("unnamed", "itself");
        assertThat(rows).extracting(Row::share).containsOnly("–");
        assertThat(rows).filteredOn(Row::hot).extracting(Row::name).containsExactly("itself");
    }

    @Test
    void what_has_no_cost_anywhere_is_unknown_not_zero() {
        var trace = new Traces().with("root", null, "a", 0, null).with("b", "root", "b", 0, null);
        assertThat(Rows.asTree(tree(trace), 1)).extracting(Row::cost).containsOnlyNulls();
        assertThat(Rows.byCost(tree(trace), 200)).extracting(Row::cost).containsOnlyNulls();
    }

    @Test
    void levels_beyond_the_lines_are_told_in_words() {
        var trace = new Traces().with("0", null, "deep", 0, "1");
        for (int level = 1; level < 30; level++) {
            trace.with("" + level, "" + (level - 1), "deep", level, "1");
        }
        List<Row> rows = Rows.asTree(tree0(trace), 200);
        Row deepest = rows.get(rows.size() - 1);
        assertThat(deepest.lines()).hasSize(8);
        assertThat(deepest.detail()).startsWith("level 30");
        assertAddsUp(rows);
    }

    @Test
    void bars_stay_inside_the_plot() {
        for (Row row : Rows.asTree(tree(AGENT), 200)) {
            double x = Double.parseDouble(row.bar().x().replace("%", ""));
            double width = Double.parseDouble(row.bar().width().replace("%", ""));
            assertThat(x).isBetween(0.0, 100.0);
            assertThat(x + width).isLessThanOrEqualTo(100.1);
        }
    }

    /** Each row's cost is the sum of the rows one level beneath it, where there are any. */
    private static void assertAddsUp(List<Row> rows) {
        Deque<BigDecimal[]> open = new ArrayDeque<>();
        for (Row row : rows) {
            int level = Integer.parseInt(row.level().replaceAll("\\D", ""));
            while (open.size() >= level) {
                close(open);
            }
            BigDecimal cost = row.cost() == null ? BigDecimal.ZERO : dollars(row.cost());
            if (!open.isEmpty()) {
                BigDecimal[] parent = open.peek();
                parent[1] = parent[1] == null ? cost : parent[1].add(cost);
            }
            open.push(new BigDecimal[] {cost, null});
        }
        while (!open.isEmpty()) {
            close(open);
        }
    }

    private static void close(Deque<BigDecimal[]> open) {
        BigDecimal[] closed = open.pop();
        if (closed[1] != null) {
            assertThat(closed[1]).isEqualByComparingTo(closed[0]);
        }
    }

    private static BigDecimal dollars(Money money) {
        return new BigDecimal(money.value());
    }

    private static TraceTree tree(Traces trace) {
        return TraceTree.of(trace.get("root"), trace.beneath("root"));
    }

    private static TraceTree tree0(Traces trace) {
        return TraceTree.of(trace.get("0"), trace.beneath("0"));
    }
}

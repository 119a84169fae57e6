package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.webui.format.Elapsed;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.trace.EventPage.Bar;
import dev.costinsights.webui.trace.EventPage.Kind;
import dev.costinsights.webui.trace.EventPage.Row;
import dev.costinsights.webui.trace.TraceTree.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists a trace as a tree or by cost. Either way the rows add up: what isn't listed has a row of its own. */
final class Rows {
    private static final String ELBOW = "M6 0V18H18M6 18V36";
    private static final String LAST_ELBOW = "M6 0V18H18";
    private static final String PASSING = "M6 0V36";
    private static final String NOTHING = "";
    /** Deeper levels are told in words; their lines would push the names out of the table. */
    private static final int MOST_LINES = 8;

    private static final double LEAST_WIDTH = 1.2;

    private final TraceTree tree;
    private final int most;
    private final MoneyFormat money;
    private final @Nullable Node hot;
    private final List<Row> rows = new ArrayList<>();
    private int shown;

    private Rows(TraceTree tree, int most) {
        this.tree = tree;
        this.most = most;
        this.hot = tree.mostExpensive();
        this.money = MoneyFormat.column(tree.nodes()
                .flatMap(node -> Stream.of(node.rolledUp(), node.own(), node.leftCents()))
                .toList());
    }

    /**
     * As a tree: a parent costs what it cost itself and what its children cost.
     *
     * @param most how many events are listed
     */
    static List<Row> asTree(TraceTree tree, int most) {
        var rows = new Rows(tree, most);
        rows.addBranch(tree.root(), List.of(), NOTHING);
        return rows.rows;
    }

    /**
     * By what each event cost itself, the most expensive first.
     *
     * @param most how many events are listed
     */
    static List<Row> byCost(TraceTree tree, int most) {
        var rows = new Rows(tree, most);
        rows.addByCost();
        return rows.rows;
    }

    /** What the rows of a list by cost add up to. */
    static Row total(TraceTree tree) {
        return new Rows(tree, 0)
                .plain(
                        Kind.TOTAL,
                        "tot",
                        List.of(),
                        null,
                        "Total",
                        null,
                        tree.root().rolledUp());
    }

    private void addBranch(Node node, List<String> outer, String elbow) {
        List<String> lines = elbow.isEmpty() ? outer : with(outer, elbow);
        boolean itself = !node.isLeaf() && node.own().signum() != 0;
        rows.add(event(node, lines, levelOf(node.level()), Fields.rolledUp(node.event()), itself));
        shown++;
        List<String> inner = elbow.isEmpty() ? outer : with(outer, elbow.equals(LAST_ELBOW) ? NOTHING : PASSING);
        if (itself) {
            rows.add(itself(node, with(inner, ELBOW)));
        }
        long left = node.left();
        BigDecimal leftCents = node.leftCents();
        boolean leavesOut = node.leavesOut();
        for (int i = 0; i < node.children().size(); i++) {
            Node child = node.children().get(i);
            if (shown < most) {
                boolean last = i == node.children().size() - 1 && !node.leavesOut();
                addBranch(child, inner, last ? LAST_ELBOW : ELBOW);
            } else {
                left += 1 + child.event().childCount();
                leftCents = leftCents.add(child.rolledUp());
                leavesOut = true;
            }
        }
        if (leavesOut) {
            String href =
                    node == tree.root() ? null : Addresses.event(node.event().id());
            String level = levelOf(node.level() + 1);
            rows.add(plain(Kind.REST, "rest", with(inner, LAST_ELBOW), level, rest(left), href, leftCents));
        }
    }

    private void addByCost() {
        List<Node> sorted = tree.nodes()
                .sorted(Comparator.comparing(Node::own)
                        .reversed()
                        .thenComparing(node -> node.event().timestamp())
                        .thenComparing(node -> node.event().id()))
                .toList();
        BigDecimal left = tree.root().rolledUp();
        for (Node node : sorted.subList(0, Math.min(most, sorted.size()))) {
            rows.add(event(node, List.of(), null, Fields.own(node.event()), false));
            left = left.subtract(node.own());
        }
        long hidden = tree.leftOut() + Math.max(0, sorted.size() - most);
        if (hidden > 0 || left.signum() != 0) {
            rows.add(plain(Kind.REST, "rest", List.of(), null, rest(hidden), null, left));
        }
    }

    private Row event(
            Node node, List<String> lines, @Nullable String level, @Nullable BigDecimal cost, boolean splits) {
        Event event = node.event();
        boolean isHot = node == hot && !splits;
        LlmUsage llm = splits ? null : event.llm();
        boolean branch = level != null && !node.isLeaf();
        return new Row(
                Kind.EVENT,
                isHot ? "hot" : "",
                lines,
                level,
                Words.name(event.name()),
                node == tree.root() ? null : Addresses.event(event.id()),
                detail(node, isHot, splits),
                branch ? bar(node.first(), node.last(), true) : bar(event.timestamp(), event.timestamp(), false),
                since(event.timestamp()),
                llm == null ? null : count(llm.inputTokens()),
                llm == null ? null : count(llm.outputTokens()),
                cost == null ? null : money.of(cost),
                share(cost),
                isHot);
    }

    private Row itself(Node node, List<String> lines) {
        Event event = node.event();
        LlmUsage llm = event.llm();
        boolean isHot = node == hot;
        return new Row(
                Kind.OWN,
                isHot ? "hot" : "",
                lines,
                levelOf(node.level() + 1),
                "itself",
                null,
                joined(llm == null ? "" : llm.model(), isHot ? superlative() : ""),
                bar(event.timestamp(), event.timestamp(), false),
                since(event.timestamp()),
                llm == null ? null : count(llm.inputTokens()),
                llm == null ? null : count(llm.outputTokens()),
                money.of(node.own()),
                share(node.own()),
                isHot);
    }

    private Row plain(
            Kind kind,
            String css,
            List<String> lines,
            @Nullable String level,
            String name,
            @Nullable String href,
            BigDecimal cost) {
        BigDecimal known = Fields.rolledUp(tree.root().event()) == null ? null : cost;
        return new Row(
                kind,
                css,
                lines,
                level,
                name,
                href,
                "",
                null,
                null,
                null,
                null,
                known == null ? null : money.of(known),
                share(known),
                false);
    }

    private String detail(Node node, boolean isHot, boolean splits) {
        Event event = node.event();
        String label = event.label().equals(event.name()) ? "" : event.label();
        String model = event.llm() == null || splits ? "" : event.llm().model();
        String beneath = node.isLeaf() ? "" : Numbers.count(event.childCount(), "event beneath", "events beneath");
        String depth = lineless(node.level()) ? "level " + node.level() : "";
        return joined(depth, label, model, beneath, isHot ? superlative() : "");
    }

    private String superlative() {
        return tree.leftOut() == 0 ? "most expensive" : "most expensive of those read";
    }

    private String share(@Nullable BigDecimal cost) {
        return cost == null ? "–" : Numbers.share(cost, tree.root().rolledUp());
    }

    private String since(Instant time) {
        return "+" + Elapsed.of(Duration.between(tree.root().first(), time));
    }

    private Bar bar(Instant from, Instant to, boolean branch) {
        double span = seconds(tree.duration());
        double x = span == 0 ? 0 : seconds(Duration.between(tree.root().first(), from)) / span * 100;
        double width = span == 0 ? 0 : seconds(Duration.between(from, to)) / span * 100;
        return new Bar(percent(Math.min(x, 100 - LEAST_WIDTH)), percent(Math.max(width, LEAST_WIDTH)), branch);
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private static String percent(double place) {
        return String.format(Locale.ROOT, "%.1f%%", place);
    }

    private static @Nullable String count(@Nullable Long tokens) {
        return tokens == null ? null : Numbers.count(tokens);
    }

    private static String rest(long events) {
        return events > 0 ? Numbers.count(events, "more event", "more events") : "changed while it was read";
    }

    private static String levelOf(int level) {
        return "Level " + level + ", ";
    }

    private static boolean lineless(int level) {
        return level > MOST_LINES + 1;
    }

    private static List<String> with(List<String> lines, String line) {
        List<String> all = new ArrayList<>(lines);
        all.add(line);
        return all.size() > MOST_LINES ? all.subList(all.size() - MOST_LINES, all.size()) : all;
    }

    private static String joined(String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}

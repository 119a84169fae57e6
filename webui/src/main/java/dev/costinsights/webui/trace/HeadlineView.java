package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.webui.format.Elapsed;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.trace.EventPage.Headline;
import dev.costinsights.webui.trace.EventPage.Say;
import dev.costinsights.webui.trace.TraceTree.Node;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The first screen: what the trace cost, how that compares, and which part of it made it expensive. */
final class HeadlineView {
    private final TraceTree tree;
    private final Event event;
    private final @Nullable BigDecimal cost;

    private HeadlineView(TraceTree tree) {
        this.tree = tree;
        this.event = tree.root().event();
        this.cost = Fields.rolledUp(event);
    }

    static Headline of(TraceTree tree, Optional<Standing> standing) {
        return new HeadlineView(tree).build(standing);
    }

    private Headline build(Optional<Standing> standing) {
        String times = standing.map(Standing::times).orElse(null);
        long events = event.childCount() + 1;
        return new Headline(
                Term.of(
                        "trace-cost",
                        events == 1 ? "Cost of the event" : "Cost of the trace",
                        "What this event and every event beneath it cost together."),
                cost == null ? null : MoneyFormat.figure(cost).of(cost),
                events == 1 ? "1 event" : Numbers.count(events) + " events, rolled up",
                Term.of(
                        "against-average",
                        "Against the average",
                        "This cost divided by the average cost of all traces that begin with an event of this name, in the "
                                + UnusualView.DAYS + " days before the event's day."),
                times == null ? "–" : times,
                times == null ? null : average(standing.get()),
                Term.of(
                        "trace-tokens",
                        "Tokens",
                        "Tokens that language models read and wrote for this event and every event beneath it."),
                tokens(),
                tokensNote(),
                Term.of(
                        "trace-duration",
                        "Duration",
                        "From the earliest to the latest timestamp of the trace. How long the last event took isn't in it."),
                tree.size() > 1 ? Elapsed.of(tree.duration()) : "–",
                span(),
                say());
    }

    private static String average(Standing standing) {
        BigDecimal average = standing.figures().average();
        return "average " + MoneyFormat.figure(average).of(average).text();
    }

    private String tokens() {
        BigDecimal total = event.sums().get(Fields.TOTAL);
        BigDecimal input = event.sums().get(Fields.INPUT);
        BigDecimal output = event.sums().get(Fields.OUTPUT);
        if (total != null) {
            return Numbers.count(total.longValue());
        }
        return input == null && output == null
                ? "–"
                : Numbers.count(Fields.orZero(input).add(Fields.orZero(output)).longValue());
    }

    private String tokensNote() {
        BigDecimal input = event.sums().get(Fields.INPUT);
        BigDecimal cached = event.sums().get(Fields.CACHED_INPUT);
        if (input != null && cached != null && input.signum() > 0) {
            return Numbers.roundShare(cached, input) + " of input cached";
        }
        return tokens().equals("–") ? "none are known of" : "in and out";
    }

    private String span() {
        if (tree.size() == 1) {
            return event.childCount() == 0 ? "a single moment" : "steps not read";
        }
        return tree.leftOut() == 0 ? "first to last event" : "of the " + Numbers.count(tree.size()) + " events read";
    }

    private Say say() {
        Node top = tree.mostExpensive();
        if (cost == null) {
            return new Say("", "No cost was sent with it.");
        } else if (tree.isUnread()) {
            return new Say("", "Which of its steps cost most can't be told right now.");
        } else if (top == null || cost.signum() <= 0) {
            return new Say("", cost.signum() < 0 ? "Credits outweigh what it cost." : "Nothing in it cost anything.");
        } else if (tree.root().isLeaf()) {
            return alone();
        }
        Map.Entry<String, List<Node>> group = mostExpensiveName();
        BigDecimal together = sum(group.getValue());
        String many = Numbers.count(group.getValue().size()) + " × " + Words.name(group.getKey());
        if (group.getValue().size() == 1) {
            Event only = group.getValue().get(0).event();
            String itself = only.childCount() > 0 ? " itself" : "";
            return new Say(Words.name(only.name()) + itself + model(only), " cost " + part(together) + read() + ".");
        }
        BigDecimal most = group.getValue().stream()
                .map(Node::own)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Say(
                many,
                " cost " + part(together) + read() + "; the most expensive of them "
                        + MoneyFormat.figure(most).of(most).text() + ".");
    }

    private Say alone() {
        Long tokens = event.llm() == null ? null : LlmView.tokens(event.llm());
        return event.llm() == null
                ? new Say("", "It has no steps: the whole cost is its own.")
                : new Say(
                        event.llm().model(),
                        tokens == null
                                ? " made all of its cost."
                                : " made all of its cost with " + Numbers.count(tokens, "token", "tokens") + ".");
    }

    private Map.Entry<String, List<Node>> mostExpensiveName() {
        return tree.nodes().collect(Collectors.groupingBy(node -> node.event().name())).entrySet().stream()
                .max(Comparator.<Map.Entry<String, List<Node>>, BigDecimal>comparing(group -> sum(group.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow();
    }

    private static BigDecimal sum(List<Node> nodes) {
        return nodes.stream().map(Node::own).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String model(Event event) {
        return event.llm() == null ? "" : " (" + event.llm().model() + ")";
    }

    private String part(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text() + ", " + Numbers.roundShare(cents, Fields.orZero(cost))
                + " of the trace";
    }

    /** Where not everything was read, the sentence is about what was. */
    private String read() {
        return tree.leftOut() == 0 ? "" : " (among the " + Numbers.count(tree.size()) + " events read)";
    }
}

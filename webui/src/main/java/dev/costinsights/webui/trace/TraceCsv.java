package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.trace.TraceTree.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A trace as a spreadsheet: everything that was read, and a last line for what wasn't, so that own costs add up. */
final class TraceCsv {
    private static final List<String> HEADER = List.of(
            "level",
            "id",
            "parent_id",
            "name",
            "label",
            "timestamp",
            "seconds_from_start",
            "vendor",
            "model",
            "input_tokens",
            "cached_input_tokens",
            "output_tokens",
            "total_tokens",
            "events_beneath",
            "own_cost_cents",
            "cost_with_everything_beneath_cents");

    private TraceCsv() {}

    static List<List<String>> lines(TraceTree tree, boolean byCost) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        (byCost ? byCost(tree) : branch(tree.root()))
                .map(node -> line(node, tree))
                .forEach(lines::add);
        if (tree.leftOut() > 0) {
            lines.add(rest(tree));
        }
        return lines;
    }

    private static Stream<Node> branch(Node node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(TraceCsv::branch));
    }

    private static Stream<Node> byCost(TraceTree tree) {
        return branch(tree.root()).sorted(Comparator.comparing(Node::own).reversed());
    }

    private static List<String> line(Node node, TraceTree tree) {
        Event event = node.event();
        LlmUsage llm = event.llm();
        return List.of(
                Integer.toString(node.level()),
                event.id().toString(),
                event.parentId() == null ? "" : event.parentId().toString(),
                Spreadsheet.text(event.name()),
                Spreadsheet.text(event.label()),
                event.timestamp().toString(),
                seconds(Duration.between(tree.root().first(), event.timestamp())),
                Spreadsheet.text(llm == null ? null : llm.vendor()),
                Spreadsheet.text(llm == null ? null : llm.model()),
                count(llm == null ? null : llm.inputTokens()),
                count(llm == null ? null : llm.cachedInputTokens()),
                count(llm == null ? null : llm.outputTokens()),
                count(llm == null ? null : llm.totalTokens()),
                Long.toString(event.childCount()),
                Spreadsheet.number(Fields.own(event)),
                Spreadsheet.number(Fields.rolledUp(event)));
    }

    private static List<String> rest(TraceTree tree) {
        BigDecimal left = tree.nodes().map(Node::own).reduce(tree.root().rolledUp(), BigDecimal::subtract);
        List<String> cells = new ArrayList<>(Collections.nCopies(HEADER.size(), ""));
        cells.set(HEADER.indexOf("name"), tree.leftOut() + " events that were not read");
        cells.set(HEADER.indexOf("own_cost_cents"), Spreadsheet.number(left));
        return cells;
    }

    private static String seconds(Duration duration) {
        return Spreadsheet.number(
                BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9)));
    }

    private static String count(@Nullable Long count) {
        return count == null ? "" : count.toString();
    }
}

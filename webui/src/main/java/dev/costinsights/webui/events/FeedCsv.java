package dev.costinsights.webui.events;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.events.FeedRow.Earned;
import dev.costinsights.webui.events.FeedRow.Happened;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The feed as a spreadsheet. */
final class FeedCsv {
    /** More are left out, which the file's name says. */
    static final int MOST_ROWS = 10_000;

    private static final List<String> HEADER = List.of(
            "timestamp",
            "kind",
            "id",
            "name",
            "label",
            "customer_id",
            "external_customer_id",
            "customer_name",
            "cost_cents",
            "revenue_cents",
            "events_beneath",
            "parent_id",
            "vendor",
            "model",
            "order_id",
            "product_name",
            "billing_reason",
            "metadata");

    private FeedCsv() {}

    static String fileName(Feed feed) {
        TimeRange range = feed.view().days().range();
        return "events-" + (feed.hasMore() ? "first-" + MOST_ROWS + "-" : "") + range.start() + "-" + range.end()
                + ".csv";
    }

    static List<List<String>> lines(Feed feed) {
        List<List<String>> lines = new ArrayList<>(feed.rows().size() + 1);
        lines.add(HEADER);
        feed.rows()
                .forEach(row ->
                        lines.add(row instanceof Happened happened ? line(happened) : line(((Earned) row).entry())));
        return lines;
    }

    private static List<String> line(Happened happened) {
        Event event = happened.event();
        String name = event.customer() == null ? null : event.customer().name();
        Map<String, String> metadata = new LinkedHashMap<>();
        event.metadata().forEach((key, value) -> metadata.put(key, RowView.text(value)));
        return List.of(
                event.timestamp().toString(),
                "event",
                event.id().toString(),
                Spreadsheet.text(event.name()),
                Spreadsheet.text(event.label()),
                id(event.customerId()),
                Spreadsheet.text(event.externalCustomerId()),
                Spreadsheet.text(name),
                Spreadsheet.number(happened.costCents()),
                "",
                Long.toString(event.childCount()),
                id(event.parentId()),
                Spreadsheet.text(event.llm() == null ? null : event.llm().vendor()),
                Spreadsheet.text(event.llm() == null ? null : event.llm().model()),
                "",
                "",
                "",
                metadata.isEmpty() ? "" : Json.encode(metadata));
    }

    private static List<String> line(Entry entry) {
        return List.of(
                entry.at().toString(),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.id().toString(),
                "",
                "",
                id(entry.customerId()),
                "",
                Spreadsheet.text(entry.customerName()),
                "",
                Spreadsheet.number(entry.amountCents()),
                "",
                "",
                "",
                "",
                id(entry.orderId()),
                Spreadsheet.text(entry.productName()),
                Spreadsheet.text(entry.billingReason()),
                "");
    }

    private static String id(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }
}

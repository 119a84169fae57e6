package dev.costinsights.presentation;

import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.platform.db.StoredMetadata;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log has it, without what is known of its customer and beneath it.
 *
 * @param traceCostCents of itself and everything beneath it; null unless it is a root with children
 * @param traceEvents likewise
 */
record EventRow(
        UUID id,
        Row row,
        @Nullable UUID customerId,
        @Nullable UUID registeredCustomerId,
        @Nullable UUID parentId,
        @Nullable BigDecimal costCents,
        @Nullable BigDecimal traceCostCents,
        @Nullable Long traceEvents) {
    static final String COST = "_cost.amount";
    private static final int SUM_DECIMALS = 12;

    static EventRow of(Row row) {
        UUID registered = row.getUUID("registered_customer_id");
        return new EventRow(
                row.getUUID("id"),
                row,
                registered == null ? row.getUUID("sent_customer_id") : registered,
                registered,
                row.getUUID("parent_id"),
                row.getBigDecimal("cost_cents"),
                row.getBigDecimal("trace_cost_cents"),
                row.getLong("trace_events"));
    }

    boolean isRoot() {
        return parentId == null;
    }

    /** @param sums as {@link #sums} rounds them */
    Event toEvent(UUID organizationId, @Nullable Customer customer, long childCount, Map<String, BigDecimal> sums) {
        Map<String, MetadataValue> metadata = StoredMetadata.read(row.getString("metadata"));
        CostAmount cost = costCents == null ? null : new CostAmount(costCents);
        LlmUsage llm = llm();
        String label = EventLabel.of(
                row.getString("name"),
                row.getString("type_label"),
                row.getString("label_property_selector"),
                metadata,
                cost,
                llm);
        return new Event(
                organizationId,
                id,
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("name"),
                label,
                customerId,
                customer,
                row.getString("external_customer_id"),
                row.getUUID("member_id"),
                row.getString("external_member_id"),
                parentId,
                childCount,
                metadata,
                cost,
                llm,
                sums);
    }

    private @Nullable LlmUsage llm() {
        return row.getString("llm_vendor") == null
                ? null
                : new LlmUsage(
                        row.getString("llm_vendor"),
                        row.getString("llm_model"),
                        row.getString("llm_prompt"),
                        row.getString("llm_response"),
                        row.getLong("input_tokens"),
                        row.getLong("cached_input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("total_tokens"));
    }

    /** Half-even, without trailing zeros. */
    static Map<String, BigDecimal> rounded(Map<String, BigDecimal> sums) {
        Map<String, BigDecimal> rounded = new LinkedHashMap<>();
        sums.forEach((path, sum) -> rounded.put(
                path,
                Sums.plain(sum.scale() > SUM_DECIMALS ? sum.setScale(SUM_DECIMALS, RoundingMode.HALF_EVEN) : sum)));
        return rounded;
    }
}

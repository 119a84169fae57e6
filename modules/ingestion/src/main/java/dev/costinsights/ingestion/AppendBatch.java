package dev.costinsights.ingestion;

import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.NewEvent;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one or more requests as columns, in order of arrival. The place of an entry is its position in the
 * batch. Exact numbers and JSON travel as text: the driver has no binary form of numeric.
 */
final class AppendBatch {
    private final List<AppendRequest> requests;
    private final int size;
    private final UUID[] organizationIds;
    private final UUID[] ids;
    private final OffsetDateTime[] occurredAt;
    private final OffsetDateTime[] ingestedAt;
    private final Long[] fingerprints;
    private final String[] costCents;
    private final Long[] inputTokens;
    private final Long[] cachedInputTokens;
    private final Long[] outputTokens;
    private final Long[] totalTokens;
    private final String[] names;
    private final String[] externalIds;
    private final UUID[] externalKeys;
    private final String[] parentIds;
    private final String[] externalCustomerIds;
    private final String[] externalMemberIds;
    private final String[] llmVendors;
    private final String[] llmModels;
    private final String[] llmPrompts;
    private final String[] llmResponses;
    private final String[] metadata;
    private final UUID[] customerIds;
    private final UUID[] memberIds;
    private final UUID[] customerDigests;

    AppendBatch(List<AppendRequest> requests) {
        this.requests = List.copyOf(requests);
        size = requests.stream().mapToInt(AppendRequest::events).sum();
        organizationIds = new UUID[size];
        ids = new UUID[size];
        occurredAt = new OffsetDateTime[size];
        ingestedAt = new OffsetDateTime[size];
        fingerprints = new Long[size];
        costCents = new String[size];
        inputTokens = new Long[size];
        cachedInputTokens = new Long[size];
        outputTokens = new Long[size];
        totalTokens = new Long[size];
        names = new String[size];
        externalIds = new String[size];
        externalKeys = new UUID[size];
        parentIds = new String[size];
        externalCustomerIds = new String[size];
        externalMemberIds = new String[size];
        llmVendors = new String[size];
        llmModels = new String[size];
        llmPrompts = new String[size];
        llmResponses = new String[size];
        metadata = new String[size];
        customerIds = new UUID[size];
        memberIds = new UUID[size];
        customerDigests = new UUID[size];
        int position = 0;
        for (AppendRequest request : requests) {
            OffsetDateTime receivedAt = request.receivedAt().atOffset(ZoneOffset.UTC);
            for (LogEntry entry : request.entries()) {
                organizationIds[position] = request.organizationId();
                ingestedAt[position] = receivedAt;
                put(position, entry);
                position++;
            }
        }
    }

    private void put(int position, LogEntry entry) {
        NewEvent event = entry.event();
        ids[position] = entry.id();
        occurredAt[position] = entry.occurredAt().atOffset(ZoneOffset.UTC);
        fingerprints[position] = entry.fingerprint();
        names[position] = event.name();
        externalIds[position] = event.externalId();
        externalKeys[position] = entry.externalKey();
        parentIds[position] = event.parentId();
        externalCustomerIds[position] = event.externalCustomerId();
        externalMemberIds[position] = event.externalMemberId();
        metadata[position] = entry.metadata();
        customerIds[position] = entry.customerId();
        memberIds[position] = event.memberId();
        customerDigests[position] = entry.customerDigest();
        CostAmount cost = event.cost();
        if (cost != null) {
            costCents[position] = cost.toString();
        }
        LlmUsage llm = event.llm();
        if (llm != null) {
            put(position, llm);
        }
    }

    private void put(int position, LlmUsage llm) {
        llmVendors[position] = llm.vendor();
        llmModels[position] = llm.model();
        llmPrompts[position] = llm.prompt();
        llmResponses[position] = llm.response();
        inputTokens[position] = llm.inputTokens();
        cachedInputTokens[position] = llm.cachedInputTokens();
        outputTokens[position] = llm.outputTokens();
        totalTokens[position] = llm.totalTokens();
    }

    List<AppendRequest> requests() {
        return requests;
    }

    int size() {
        return size;
    }

    /**
     * In the order of the parameters of {@link EventLogStore#APPEND}.
     *
     * @param newNames names that may have no type yet, with the time of an event that bears them
     */
    Tuple columns(Map<EventName, OffsetDateTime> newNames) {
        return Tuple.tuple(List.of(
                organizationIds,
                ids,
                occurredAt,
                ingestedAt,
                fingerprints,
                costCents,
                inputTokens,
                cachedInputTokens,
                outputTokens,
                totalTokens,
                names,
                externalIds,
                externalKeys,
                parentIds,
                externalCustomerIds,
                externalMemberIds,
                llmVendors,
                llmModels,
                llmPrompts,
                llmResponses,
                metadata,
                customerIds,
                memberIds,
                customerDigests,
                newNames.keySet().stream().map(EventName::organizationId).toArray(UUID[]::new),
                newNames.keySet().stream().map(EventName::name).toArray(String[]::new),
                newNames.values().toArray(OffsetDateTime[]::new)));
    }

    /** The names of the entries that are not known, with the time at which the first that bears one was received. */
    Map<EventName, OffsetDateTime> namesUnless(Predicate<EventName> known) {
        Map<EventName, OffsetDateTime> unknown = new HashMap<>();
        for (int position = 0; position < size; position++) {
            EventName name = name(position);
            if (!known.test(name)) {
                unknown.putIfAbsent(name, ingestedAt[position]);
            }
        }
        return unknown;
    }

    EventName name(int position) {
        return new EventName(organizationIds[position], names[position]);
    }

    /** Organization, external key and fingerprint of some entries, as {@link EventLogStore#LIST_CONFLICTS} wants them. */
    Tuple sent(BitSet positions) {
        int[] chosen = positions.stream().toArray();
        var organizations = new UUID[chosen.length];
        var keys = new @Nullable UUID[chosen.length];
        var prints = new Long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            organizations[i] = organizationIds[chosen[i]];
            keys[i] = externalKeys[chosen[i]];
            prints[i] = fingerprints[chosen[i]];
        }
        return Tuple.of(organizations, keys, prints);
    }
}

package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.FoundEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real HTTP server with the API on it; what events there are is what a test says. */
final class FakeEvents implements AutoCloseable {
    static final UUID OURS = Organizations.DEFAULT_ID;
    static final UUID ID = UUID.fromString("44444444-4444-4444-8444-444444444444");
    static final UUID PARENT = UUID.fromString("55555555-5555-4555-8555-555555555555");
    static final EventType TYPE =
            new EventType(OURS, ID, "llm", "LLM call", "subject", ApiServer.NOW, ApiServer.NOW.plusSeconds(1));

    final ApiServer server = new ApiServer();
    final List<Message> heard = new CopyOnWriteArrayList<>();
    volatile Future<Event> event = Future.succeededFuture(event(Map.of()));
    volatile Future<EventType> type = Future.succeededFuture(TYPE);
    volatile boolean more;

    FakeEvents() {
        Channels.LIST_EVENTS.serve(
                server.vertx,
                question -> hear(
                        question,
                        event.map(one ->
                                new EventPage(List.of(one), more, question.counted() ? 11L : null, ApiServer.NOW))));
        Channels.GET_EVENT.serve(
                server.vertx, question -> hear(question, event.map(one -> new FoundEvent(one, ApiServer.NOW))));
        Channels.LIST_EVENT_NAMES.serve(
                server.vertx,
                question -> hear(
                        question,
                        type.map(one -> new EventNamePage(
                                List.of(
                                        new EventNamePage.Item(
                                                "llm", one, 7, ApiServer.NOW, ApiServer.NOW.plusMillis(5)),
                                        new EventNamePage.Item("new", null, 1, ApiServer.NOW, ApiServer.NOW)),
                                11,
                                ApiServer.NOW))));
        Channels.UPDATE_EVENT_TYPE.serve(server.vertx, wish -> hear(wish, type));
    }

    private <T> Future<T> hear(Message question, Future<T> answer) {
        heard.add(question);
        return answer;
    }

    static Event event(Map<String, BigDecimal> sums) {
        Map<String, MetadataValue> metadata = new LinkedHashMap<>();
        metadata.put("exact", MetadataValue.of(new BigDecimal("0.10")));
        metadata.put("flag", MetadataValue.of(true));
        return new Event(
                OURS,
                ID,
                ApiServer.NOW,
                "llm",
                "LLM call",
                FakeCustomers.ID,
                FakeCustomers.CUSTOMER,
                "acme/1",
                null,
                "member",
                PARENT,
                3,
                metadata,
                CostAmount.ofCents("0.0000001"),
                LlmUsage.of("openai", "gpt"),
                sums);
    }

    /** With nothing that may be left out. */
    static Event plain(Map<String, BigDecimal> sums) {
        return new Event(
                OURS,
                ID,
                ApiServer.NOW,
                "llm",
                "LLM call",
                null,
                null,
                "acme",
                null,
                null,
                null,
                0,
                Map.of(),
                null,
                null,
                sums);
    }

    ListEvents asked() {
        return (ListEvents) heard.get(heard.size() - 1);
    }

    @Override
    public void close() {
        server.close();
    }
}

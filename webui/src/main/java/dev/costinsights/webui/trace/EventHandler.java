package dev.costinsights.webui.trace;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.FoundEvent;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.trace.EventPages.Answers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Event page and its table as a spreadsheet. */
public final class EventHandler {
    /** Addresses that can be an event's; whatever else is there has no page. */
    public static final String PATTERN = Addresses.EVENTS + "/(?<id>[0-9a-fA-F-]{36})";

    /** Of the spreadsheet. */
    public static final String CSV_PATTERN = PATTERN + "[.]csv";

    private static final Logger LOG = LoggerFactory.getLogger(EventHandler.class);

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;

    /** Handlers of one server instance. */
    public EventHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
    }

    /** The page. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        withId(context, reader, (id, traces) -> {
            EventView.Parsed parsed =
                    EventView.parse(id, name -> context.queryParams().get(name));
            responder.answer(
                    context,
                    reader,
                    traces.find(id, Fields.ALL).compose(found -> around(found, reader, traces)),
                    answers -> show(context, reader, parsed, answers));
        });
    }

    /** The trace as a file. */
    public void csv(RoutingContext context, SessionPrincipal reader) {
        withId(context, reader, (id, traces) -> {
            EventView view =
                    EventView.parse(id, name -> context.queryParams().get(name)).view();
            responder.answer(
                    context,
                    reader,
                    traces.find(id, List.of(Fields.COST))
                            .compose(found ->
                                    traces.beneath(found.event()).map(beneath -> TraceTree.of(found.event(), beneath))),
                    tree -> CsvReply.send(context, "trace-" + id + ".csv", TraceCsv.lines(tree, view.byCost())));
        });
    }

    private void show(RoutingContext context, SessionPrincipal reader, EventView.Parsed parsed, Answers answers) {
        EventPage page = EventPages.page(
                parsed.view(), parsed.notices(), answers, reader.defaultRange(), reader.zone(), clock.instant());
        responder.page(
                context,
                200,
                "event",
                Map.of(
                        "page",
                        page,
                        "shell",
                        responder.shell(context, reader, page.head().label(), "events", null)));
    }

    private void withId(RoutingContext context, SessionPrincipal reader, BiConsumer<UUID, TraceReader> then) {
        Optional<UUID> id = id(context.pathParam("id"));
        if (id.isPresent()) {
            then.accept(id.get(), new TraceReader(vertx, reader.organizationId()));
        } else {
            responder.problem(context, reader, 404, Problem.notFound());
        }
    }

    private Future<Answers> around(FoundEvent found, SessionPrincipal reader, TraceReader traces) {
        Event event = found.event();
        Future<Optional<List<Event>>> beneath = orNothing("events beneath", traces.beneath(event));
        Future<Optional<TraceReader.Lineage>> lineage = orNothing("parents", traces.lineage(event));
        var statistics = orNothing(
                "statistics",
                Channels.TIMESERIES.ask(vertx, EventPages.statistics(reader.organizationId(), event, reader.zone())));
        Future<Optional<List<CustomerProfit>>> profits = orNothing("profit", profits(event, reader));
        return Future.all(beneath, lineage, statistics, profits)
                .map(all -> new Answers(
                        event,
                        found.asOf(),
                        beneath.result().orElse(null),
                        lineage.result().orElse(null),
                        statistics.result().orElse(null),
                        profits.result().orElse(null)));
    }

    private Future<List<CustomerProfit>> profits(Event event, SessionPrincipal reader) {
        UUID customerId = event.customerId();
        return customerId == null
                ? Future.succeededFuture(List.of())
                : Channels.GET_CUSTOMER_PROFITS
                        .ask(
                                vertx,
                                EventPages.profits(reader.organizationId(), customerId, reader.zone(), clock.instant()))
                        .map(CustomerProfits::items);
    }

    /** The page is worth showing without a part of it that can't be had now; a defect isn't hidden. */
    private static <T> Future<Optional<T>> orNothing(String what, Future<T> part) {
        return part.map(Optional::of).recover(failure -> {
            if (failure instanceof ContractException known
                    && switch (known.code()) {
                        case OVERLOADED, UNAVAILABLE, TIMEOUT, NOT_FOUND -> true;
                        case INVALID, UNAUTHENTICATED, FORBIDDEN, INTERNAL -> false;
                    }) {
                LOG.warn("An event is shown without its {}: {}", what, failure.getMessage());
                return Future.succeededFuture(Optional.empty());
            }
            return Future.failedFuture(failure);
        });
    }

    /** Only what is written as an id is one. */
    private static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}

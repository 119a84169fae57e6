package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ServerAddress;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The page of one event name, its tables as files, and the form that changes its label. */
public final class EventNameHandler {
    public static final String PATH = Addresses.EVENT_NAME;
    public static final String CSV = PATH + ".csv";
    public static final String LABEL = PATH + "/label";

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;
    private final @Nullable URI publicUrl;
    private final Reads reads;

    /** Handlers of one server instance. */
    public EventNameHandler(Vertx vertx, Responder responder, Clock clock, @Nullable URI publicUrl) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.reads = new Reads(vertx);
    }

    /** The page, or its live part alone when that is what a script asks for. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        EventNameView.Parsed parsed = parse(context, reader);
        known(context, reader, parsed, type -> send(context, reader, parsed, type, LabelForm.of(type), 200));
    }

    /** Where the page of a refused form stands; there is nothing to get but the page itself. */
    public void labelAddress(RoutingContext context, SessionPrincipal reader) {
        responder.redirect(context, parse(context, reader).view().href());
    }

    /** Changes the label and leads back to the page. */
    public void changeLabel(RoutingContext context, SessionPrincipal reader) {
        EventNameView.Parsed parsed = parse(context, reader);
        LabelForm form = LabelForm.read(context.request().formAttributes());
        known(context, reader, parsed, type -> {
            if (form.isWrong()) {
                return send(context, reader, parsed, type, form, 422);
            }
            return Channels.UPDATE_EVENT_TYPE
                    .ask(vertx, form.wish(reader.organizationId(), type.id()))
                    .onSuccess(
                            changed -> responder.redirect(context, parsed.view().href()))
                    .<Void>mapEmpty()
                    .recover(failure -> undecided(context, reader, parsed.view(), failure));
        });
    }

    /** A table of the page as a file. */
    public void csv(RoutingContext context, SessionPrincipal reader) {
        EventNameView.Parsed parsed = parse(context, reader);
        CsvTable table = CsvTable.ofKey(context.queryParams().get("table"));
        Supplier<Future<Void>> file = () -> lines(reader.organizationId(), parsed.view(), table)
                .onSuccess(lines -> CsvReply.send(context, EventNameCsv.fileName(parsed.view(), table), lines))
                .mapEmpty();
        // All names stand on the page of a name that there isn't, too.
        if (table == CsvTable.NAMES && parsed.view().isPossible()) {
            file.get().onFailure(failure -> responder.failure(context, reader, failure));
        } else {
            known(context, reader, parsed, type -> file.get());
        }
    }

    private Future<List<List<String>>> lines(UUID organizationId, EventNameView view, CsvTable table) {
        var questions = new Questions(organizationId, view);
        return switch (table) {
            case NAMES ->
                Channels.TIMESERIES.ask(vertx, questions.names()).map(answer -> EventNameCsv.names(answer.totals()));
            case PERIODS ->
                Channels.TIMESERIES
                        .ask(vertx, questions.now())
                        .map(answer -> EventNameCsv.periods(answer, clock.instant()));
            case TRACES -> {
                Future<TimeseriesAnswer> all = Channels.TIMESERIES.ask(vertx, questions.total());
                yield reads.traces(organizationId, view, TracesView.MOST_ROWS)
                        .compose(traces -> all.map(answer ->
                                EventNameCsv.traces(traces, Answers.costs(Answers.total(answer, view.name())))));
            }
        };
    }

    /** Goes on with a name that there is; says so when there is none. */
    private void known(
            RoutingContext context,
            SessionPrincipal reader,
            EventNameView.Parsed parsed,
            Function<EventType, Future<Void>> then) {
        Future<Optional<EventType>> type = context.queryParams().get("name") == null
                ? Future.succeededFuture(Optional.empty())
                : reads.type(reader.organizationId(), parsed.view());
        type.compose(found -> found.map(then).orElseGet(() -> unknown(context, reader, parsed.view())))
                .onFailure(failure -> responder.failure(context, reader, failure));
    }

    private Future<Void> unknown(RoutingContext context, SessionPrincipal reader, EventNameView view) {
        return reads.names(reader.organizationId(), view.ofEverybody()).map(names -> {
            Map<String, Object> model = new HashMap<>();
            model.put("page", UnknownName.of(view, names.orElse(null)));
            model.put("shell", responder.shell(context, reader, "Unknown event name", "costs", null));
            responder.page(context, 404, "event-name-unknown", model);
            return null;
        });
    }

    private Future<Void> send(
            RoutingContext context,
            SessionPrincipal reader,
            EventNameView.Parsed parsed,
            EventType type,
            LabelForm form,
            int status) {
        boolean livePart = "live".equals(context.request().getHeader("HX-Target"));
        return reads.answers(reader.organizationId(), parsed, type).map(answers -> {
            String server = ServerAddress.of(context.request(), publicUrl);
            EventNamePage page = EventNamePages.page(answers, form, server, clock.instant());
            responder.page(
                    context,
                    status,
                    livePart ? "event-name-live" : "event-name",
                    Map.of("page", page, "shell", responder.shell(context, reader, page.label(), "costs", null)));
            return null;
        });
    }

    /** Nobody knows whether a change without an answer was made. */
    private Future<Void> undecided(
            RoutingContext context, SessionPrincipal reader, EventNameView view, Throwable failure) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        return switch (code) {
            case NOT_FOUND -> unknown(context, reader, view);
            case OVERLOADED, UNAVAILABLE, TIMEOUT -> {
                responder.problem(
                        context,
                        reader,
                        503,
                        new Problem(
                                "No answer came in time",
                                "The label may have been changed or not. Look at the page before you try again.",
                                view.href(),
                                "See the event name"));
                yield Future.succeededFuture();
            }
            default -> Future.failedFuture(failure);
        };
    }

    private EventNameView.Parsed parse(RoutingContext context, SessionPrincipal reader) {
        String name = context.queryParams().get("name");
        return EventNameView.parse(
                name == null ? "" : name,
                parameter -> context.queryParams().get(parameter),
                reader.zone(),
                zone -> LocalDate.ofInstant(clock.instant(), zone));
    }
}

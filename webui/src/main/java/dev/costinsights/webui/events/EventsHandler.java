package dev.costinsights.webui.events;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ServerAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Events page. */
public final class EventsHandler {
    public static final String PATH = EventsView.PATH;
    public static final String CSV = EventsView.CSV;

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;
    private final @Nullable URI publicUrl;
    private final FeedReader reader;

    /** Handlers of one server instance. */
    public EventsHandler(Vertx vertx, Responder responder, Clock clock, @Nullable URI publicUrl) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.reader = new FeedReader(vertx, clock);
    }

    /** The page, or how many rows are new when that is what a script asks for. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        EventsViewParser.Parsed parsed = parsed(context, reader);
        String since = context.queryParams().get("since");
        if (since != null) {
            news(context, reader, parsed.view(), since);
        } else if (!parsed.canonical()) {
            responder.redirect(context, parsed.view().href());
        } else {
            responder.answer(context, reader, answer(reader, parsed), answer -> {
                EventsPage page = EventsPages.page(answer, ServerAddress.of(context.request(), publicUrl));
                responder.page(
                        context,
                        200,
                        "events",
                        Map.of("page", page, "shell", responder.shell(context, reader, "Events", "events", null)));
            });
        }
    }

    /** The whole list as a spreadsheet, as far as one goes. */
    public void csv(RoutingContext context, SessionPrincipal reader) {
        EventsView view = parsed(context, reader).view();
        responder.answer(
                context,
                reader,
                this.reader
                        .customers(reader.organizationId(), view.filters())
                        .compose(customers -> this.reader.all(
                                new FeedQuestions(reader.organizationId(), view.first(), customers),
                                FeedCsv.MOST_ROWS)),
                feed -> CsvReply.send(context, FeedCsv.fileName(feed), FeedCsv.lines(feed)));
    }

    private void news(RoutingContext context, SessionPrincipal reader, EventsView view, String since) {
        responder.answer(
                context,
                reader,
                this.reader
                        .customers(reader.organizationId(), view.filters())
                        .compose(customers -> this.reader.countSince(
                                new FeedQuestions(reader.organizationId(), view.first(), customers),
                                Cursor.parse(since).orElse(null))),
                count -> responder.page(context, 200, "events-new", Map.of("news", EventsPages.news(view, count))));
    }

    private EventsViewParser.Parsed parsed(RoutingContext context, SessionPrincipal reader) {
        return EventsViewParser.parse(context.queryParams(), reader.zone(), this::today);
    }

    /**
     * What the page is made of.
     *
     * @param names null when they can't be told now
     * @param feed null when it takes too long
     * @param lastAt of the newest event there is, asked only when nothing is found without a filter; or null
     */
    record Answer(
            EventsViewParser.Parsed parsed,
            CustomerNames customers,
            @Nullable EventNamePage names,
            @Nullable Feed feed,
            @Nullable Instant lastAt) {}

    private Future<Answer> answer(SessionPrincipal reader, EventsViewParser.Parsed parsed) {
        return this.reader
                .customers(reader.organizationId(), parsed.view().filters())
                .compose(customers -> {
                    var questions = new FeedQuestions(reader.organizationId(), parsed.view(), customers);
                    Future<@Nullable EventNamePage> names = Channels.LIST_EVENT_NAMES
                            .ask(vertx, questions.names())
                            .recover(EventsHandler::withoutAnswer);
                    Future<@Nullable Feed> feed = this.reader.page(questions).recover(EventsHandler::withoutAnswer);
                    return Future.all(names, feed)
                            .compose(both -> lastAt(questions, feed.result()))
                            .map(lastAt -> new Answer(parsed, customers, names.result(), feed.result(), lastAt));
                });
    }

    /** Null when it takes too long; that part of the page says so. */
    private static <T> Future<@Nullable T> withoutAnswer(Throwable failure) {
        return failure instanceof ContractException known && known.code() == ErrorCode.TIMEOUT
                ? Future.succeededFuture(null)
                : Future.failedFuture(failure);
    }

    private Future<@Nullable Instant> lastAt(FeedQuestions questions, @Nullable Feed feed) {
        boolean asked = feed != null
                && feed.rows().isEmpty()
                && questions.view().filters().isEmpty();
        return asked
                ? Channels.LIST_EVENTS
                        .ask(vertx, questions.newest())
                        .map(page -> page.items().isEmpty()
                                ? null
                                : page.items().get(0).timestamp())
                : Future.succeededFuture(null);
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}

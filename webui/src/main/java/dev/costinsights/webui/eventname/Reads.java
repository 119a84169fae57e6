package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.GetEventType;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.eventname.Answers.Elsewhere;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what the page needs; a part that is not the page itself may fail alone. */
final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);
    /** Traces of one answer: their metadata may be large. */
    private static final int CHUNK = 100;

    private final Vertx vertx;

    Reads(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What is known of the name; empty when there is no event of it. */
    Future<Optional<EventType>> type(UUID organizationId, EventNameView view) {
        if (!view.isPossible()) {
            return Future.succeededFuture(Optional.empty());
        }
        return Channels.GET_EVENT_TYPE
                .ask(vertx, new GetEventType(organizationId, view.name()))
                .map(Optional::of)
                .recover(failure -> failure instanceof ContractException known && known.code() == ErrorCode.NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    /** Everything else, all at once where it can be. */
    Future<Answers> answers(UUID organizationId, EventNameView.Parsed parsed, EventType type) {
        EventNameView view = parsed.view();
        var questions = new Questions(organizationId, view);
        Future<TimeseriesAnswer> now = Channels.TIMESERIES.ask(vertx, questions.now());
        Future<Optional<TimeseriesAnswer>> before = part(Channels.TIMESERIES, questions.before());
        Future<Optional<TimeseriesAnswer>> names = names(organizationId, view);
        Future<Optional<EventPage>> traces = view.page() == 1
                ? page(questions, view)
                : now.compose(answer -> page(questions, existing(view, answer)));
        Future<Optional<Elsewhere>> elsewhere = now.compose(answer -> hasTraces(answer)
                ? Future.succeededFuture(Optional.empty())
                : elsewhere(questions).map(Optional::of));
        return Future.all(now, before, names, traces, elsewhere)
                .map(done -> new Answers(
                        existing(view, now.result()),
                        parsed.notices(),
                        type,
                        now.result(),
                        before.result().orElse(null),
                        names.result().orElse(null),
                        traces.result().orElse(null),
                        elsewhere.result().orElse(null)));
    }

    /** What the traces of all names cost; empty when it can't be read. */
    Future<Optional<TimeseriesAnswer>> names(UUID organizationId, EventNameView view) {
        return part(Channels.TIMESERIES, new Questions(organizationId, view).names());
    }

    /** The newest traces, up to a limit. */
    Future<Collection<Event>> traces(UUID organizationId, EventNameView view, int most) {
        return more(new Questions(organizationId, view), new LinkedHashMap<>(), 0, most)
                .map(Map::values);
    }

    /** One that arrives between two answers moves others into the next, where they are known already. */
    private Future<Map<UUID, Event>> more(Questions questions, Map<UUID, Event> found, long offset, int most) {
        return Channels.LIST_EVENTS
                .ask(vertx, questions.traces(offset, (int) Math.min(CHUNK, most - offset)))
                .compose(page -> {
                    page.items().forEach(event -> found.putIfAbsent(event.id(), event));
                    long next = offset + CHUNK;
                    return page.hasMore() && next < most
                            ? more(questions, found, next, most)
                            : Future.succeededFuture(found);
                });
    }

    private Future<Optional<EventPage>> page(Questions questions, EventNameView view) {
        long offset = (view.page() - 1L) * TracesView.PAGE_ROWS;
        return part(Channels.LIST_EVENTS, questions.traces(offset, TracesView.PAGE_ROWS));
    }

    private Future<Elsewhere> elsewhere(Questions questions) {
        return Channels.LIST_EVENTS.ask(vertx, questions.anywhere()).compose(anywhere -> {
            Long count = anywhere.totalCount();
            return count != null && count > 0
                    ? Future.succeededFuture(new Elsewhere(count, null))
                    : Channels.LIST_EVENTS.ask(vertx, questions.last()).map(last -> new Elsewhere(0, newest(last)));
        });
    }

    private static @Nullable Instant newest(EventPage page) {
        return page.items().isEmpty() ? null : page.items().get(0).timestamp();
    }

    private static boolean hasTraces(TimeseriesAnswer answer) {
        return !answer.totals().isEmpty() && answer.totals().get(0).occurrences() > 0;
    }

    private static EventNameView existing(EventNameView view, TimeseriesAnswer answer) {
        long traces = answer.totals().isEmpty() ? 0 : answer.totals().get(0).occurrences();
        return view.withPage(TracesView.existingPage(view, traces));
    }

    /** Empty when it failed: the rest of the page still holds. */
    private <Q extends Message, R extends Message> Future<Optional<R>> part(Channel<Q, R> channel, Q question) {
        return channel.ask(vertx, question).map(Optional::of).recover(failure -> {
            LOG.warn("A part of the page of an event name can't be shown: {}", failure.getMessage());
            return Future.succeededFuture(Optional.empty());
        });
    }
}

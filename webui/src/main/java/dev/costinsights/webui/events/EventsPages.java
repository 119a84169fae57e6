package dev.costinsights.webui.events;

import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.costs.Snippets;
import dev.costinsights.webui.events.EventsHandler.Answer;
import dev.costinsights.webui.events.EventsPage.Empty;
import dev.costinsights.webui.events.EventsPage.Live;
import dev.costinsights.webui.events.EventsPage.News;
import dev.costinsights.webui.events.EventsView.Show;
import dev.costinsights.webui.events.EventsView.Tree;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import dev.costinsights.webui.range.Ranges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what was read into the Events page. */
final class EventsPages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final String TOO_LONG =
            "This search takes longer than a page waits. Choose fewer days, or add a name or"
                    + " a customer. Your filters are kept.";

    private EventsPages() {}

    /** @param server address that clients use */
    static EventsPage page(Answer answer, String server) {
        Feed feed = answer.feed();
        EventsView view = feed == null ? answer.parsed().view() : feed.view();
        var filters = new FilterView(view, answer.customers());
        return new EventsPage(
                Controls.withoutInterval(
                        EventsView.PATH,
                        view.days(),
                        view.fields(),
                        days -> view.with(days).href()),
                notices(answer),
                filters.search(),
                shows(view),
                view.show() == Show.REVENUE ? List.of() : trees(view),
                sorts(view),
                filters.panel(answer.names()),
                filters.chips(),
                view.filters().isEmpty() ? null : view.with(Filters.NONE).href(),
                live(view, feed),
                feed == null ? TOO_LONG : null,
                feed == null || !feed.rows().isEmpty() ? null : empty(answer, view),
                feed == null || feed.rows().isEmpty() ? List.of() : DaysView.of(feed),
                back(feed),
                onward(feed),
                feed == null ? "" : Numbers.count(feed.rows().size(), "row", "rows") + " on this page",
                view.csvHref(),
                Snippets.CURL.text(server, null),
                footer(view, feed));
    }

    private static List<String> notices(Answer answer) {
        List<String> notices = new ArrayList<>(answer.parsed().notices());
        EventsView view = answer.parsed().view();
        if (view.show() == Show.REVENUE && view.filters().aboutEvents()) {
            notices.add("Names, text and metadata are of events; revenue is not filtered by them.");
        }
        return notices;
    }

    private static List<Link> shows(EventsView view) {
        return List.of(
                show(view, Show.ALL, "All"), show(view, Show.COSTS, "Costs"), show(view, Show.REVENUE, "Revenue"));
    }

    private static Link show(EventsView view, Show show, String label) {
        return new Link(
                "show-" + show.name().toLowerCase(Locale.ROOT), view.with(show).href(), label, view.show() == show);
    }

    private static List<Link> trees(EventsView view) {
        return List.of(
                new Link("tree-traces", view.with(Tree.TRACES).href(), "Traces", view.rootsOnly()),
                new Link("tree-events", view.with(Tree.EVENTS).href(), "All events", !view.rootsOnly()));
    }

    private static List<Link> sorts(EventsView view) {
        return List.of(
                new Link("sort-newest", view.sorted(true).href(), "Newest", view.newestFirst()),
                new Link("sort-oldest", view.sorted(false).href(), "Oldest", !view.newestFirst()));
    }

    private static @Nullable Live live(EventsView view, @Nullable Feed feed) {
        if (!view.mayBeLive() || feed == null) {
            return null;
        }
        String href = view.withLive(true).href();
        String since = feed.start() == null ? "start" : feed.start().text();
        return new Live(view.live(), view.withLive(!view.live()).href(), view.href(), href + "&since=" + since);
    }

    /** What a script is told of rows that came since. */
    static News news(EventsView view, int count) {
        String number = count > FeedReader.PAGE_ROWS
                ? "More than " + Numbers.count(FeedReader.PAGE_ROWS) + " new rows"
                : Numbers.count(count, "new row", "new rows");
        return new News(count == 0 ? "" : number, view.first().href());
    }

    private static Empty empty(Answer answer, EventsView view) {
        if (!view.filters().isEmpty()) {
            return new Empty("No events found.", view.with(Filters.NONE).href(), "Reset the filters");
        } else if (view.show() == Show.REVENUE) {
            return new Empty("No revenue in this range.", null, "");
        } else if (answer.lastAt() != null) {
            return before(view, answer.lastAt());
        } else if (answer.names() != null && answer.names().totalCount() == 0) {
            return new Empty(
                    "Nothing has happened yet. Send one event; it shows here within a second.",
                    Addresses.COSTS,
                    "See how to send it");
        }
        return new Empty("No events in this range.", null, "");
    }

    private static Empty before(EventsView view, Instant lastAt) {
        RangeState days = view.days();
        LocalDate day = LocalDate.ofInstant(lastAt, days.zone());
        LocalDate end = day.isAfter(days.today()) ? days.today() : day;
        var range = new TimeRange(end.minusDays(Ranges.DEFAULT_DAYS - 1L), end, days.zone());
        return new Empty(
                "No events in this range. The last event came on " + Days.day(day, days.today()) + ".",
                view.with(days.with(range)).href(),
                "Show " + Days.range(range.start(), range.end(), days.today()));
    }

    private static @Nullable Link back(@Nullable Feed feed) {
        if (feed == null || !feed.hasBefore() || feed.start() == null) {
            return null;
        }
        EventsView view = feed.view();
        return new Link("page-previous", view.before(feed.start()).href(), words(!view.newestFirst()), false);
    }

    private static @Nullable Link onward(@Nullable Feed feed) {
        if (feed == null || !feed.hasMore() || feed.end() == null) {
            return null;
        }
        EventsView view = feed.view();
        return new Link("page-next", view.after(feed.end()).href(), words(view.newestFirst()), false);
    }

    private static String words(boolean older) {
        return older ? "Older" : "Newer";
    }

    private static List<String> footer(EventsView view, @Nullable Feed feed) {
        RangeState days = view.days();
        List<String> footer = new ArrayList<>();
        footer.add(Days.fullRange(days.range().start(), days.range().end()) + ", "
                + days.zone().getId());
        if (view.show() != Show.REVENUE) {
            footer.add(
                    view.rootsOnly()
                            ? "Costs are of the whole trace, at the time of its first event"
                            : "Costs are each event's own");
        }
        if (view.show() == Show.ALL && view.filters().aboutEvents()) {
            footer.add("Revenue has no name, text or metadata: it is left out");
        }
        if (feed != null) {
            footer.add("As of " + feed.asOf().atZone(days.zone()).format(TIME));
        }
        return footer;
    }
}

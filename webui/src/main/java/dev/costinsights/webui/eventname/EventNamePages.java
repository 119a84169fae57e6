package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.webui.chart.Spread;
import dev.costinsights.webui.costs.Snippets;
import dev.costinsights.webui.eventname.Answers.Elsewhere;
import dev.costinsights.webui.eventname.EventNamePage.Chip;
import dev.costinsights.webui.eventname.EventNamePage.Distribution;
import dev.costinsights.webui.eventname.EventNamePage.Empty;
import dev.costinsights.webui.eventname.EventNamePage.Help;
import dev.costinsights.webui.eventname.EventNamePage.Mark;
import dev.costinsights.webui.eventname.EventNamePage.Snippet;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns answers into the page of an event name. */
final class EventNamePages {
    private static final String NOT_BEFORE = "The days before can't be read right now; nothing is compared.";

    private EventNamePages() {}

    /**
     * The page.
     *
     * @param server the address that the reader's own clients use
     */
    static EventNamePage page(Answers answers, LabelForm form, String server, Instant now) {
        EventNameView view = answers.view();
        boolean any = answers.total().occurrences() > 0;
        String label = answers.type().label();
        return new EventNamePage(
                view.href(),
                TracesView.label(label),
                label.equals(view.name()) ? null : view.name(),
                view.days().href(Addresses.COSTS),
                view.eventsHref(view.days()),
                chip(answers),
                form,
                view.labelHref(),
                Controls.of(
                        Addresses.EVENT_NAME,
                        view.days(),
                        view.fields(),
                        days -> view.with(days).href()),
                notices(answers, any),
                any ? null : empty(answers),
                any ? Headlines.headline(answers, now) : null,
                any ? FigureView.of(answers, now) : null,
                any ? Headlines.strip(answers, now) : List.of(),
                any ? distribution(answers) : null,
                any ? TracesView.of(answers) : null,
                answers.names() == null
                        ? null
                        : NamesView.of(view, answers.names().totals()),
                help(server),
                footer(answers));
    }

    private static List<String> notices(Answers answers, boolean any) {
        List<String> notices = new ArrayList<>(answers.notices());
        if (any && answers.before() == null) {
            notices.add(NOT_BEFORE);
        }
        return notices;
    }

    private static @Nullable Chip chip(Answers answers) {
        EventNameView view = answers.view();
        if (view.customer().isEmpty()) {
            return null;
        }
        EventPage traces = answers.traces();
        String known = traces == null || traces.items().isEmpty()
                ? null
                : TracesView.customer(traces.items().get(0));
        return new Chip(
                TracesView.label(Objects.requireNonNullElse(known, view.customer())),
                Addresses.customer(view.days(), view.customer()),
                view.ofEverybody().href());
    }

    private static Empty empty(Answers answers) {
        EventNameView view = answers.view();
        Elsewhere elsewhere = answers.elsewhere();
        String whose = view.customer().isEmpty() ? "" : " of this customer";
        if (elsewhere != null && elsewhere.inRange() > 0) {
            String events = Numbers.count(elsewhere.inRange(), "event", "events");
            return new Empty(
                    "No trace" + whose + " starts with this name in these days. It has " + events
                            + " inside other traces, which carry their cost.",
                    view.eventsHref(view.days()),
                    "See the " + events);
        }
        if (elsewhere == null || elsewhere.last() == null) {
            return new Empty("No event" + whose + " has this name yet.", null, null);
        }
        RangeState days = view.days();
        LocalDate last = elsewhere.last().atZone(days.zone()).toLocalDate();
        LocalDate end = last.isAfter(days.today()) ? days.today() : last;
        var range = new TimeRange(end.minusDays(days.range().daysBetween()), end, days.zone());
        return new Empty(
                "No events" + whose + " in this range. The last came on " + Days.day(last, days.today()) + ".",
                view.with(days.with(range)).href(),
                "Show " + Days.range(range.start(), range.end(), days.today()));
    }

    private static @Nullable Distribution distribution(Answers answers) {
        FieldStatistics costs = Answers.costs(answers.total());
        List<BigDecimal> amounts = List.of(costs.p10(), costs.p90(), costs.average(), costs.p99());
        Spread spread = Spread.of(amounts);
        if (spread == null) {
            return null;
        }
        List<String> names = List.of("p10", "p90", "average", "p99");
        List<String> words = amounts.stream()
                .map(cents -> MoneyFormat.figure(cents).of(cents).text())
                .toList();
        String traces = Numbers.count(answers.total().occurrences(), "trace", "traces");
        return new Distribution(
                traces + ", log scale",
                "Eight in ten cost " + words.get(0) + " to " + words.get(1) + ", the average is " + words.get(2)
                        + ", one in a hundred costs " + words.get(3) + " or more.",
                spread.left(),
                spread.width(),
                spread.marks().stream()
                        .map(mark -> new Mark(
                                mark.x(), names.get(mark.position()), words.get(mark.position()), mark.labelled()))
                        .toList());
    }

    private static Help help(String server) {
        return new Help(Stream.of(Snippets.CURL, Snippets.TYPESCRIPT)
                .map(language -> new Snippet(
                        "send-" + language.key(), language.label(), language.lead(), language.text(server, null)))
                .toList());
    }

    private static List<String> footer(Answers answers) {
        TimeRange range = answers.view().days().range();
        TimeRange previous = range.previous();
        BigDecimal error = answers.now().source().percentileError();
        return List.of(
                Days.fullRange(range.start(), range.end()) + ", "
                        + answers.view().days().zone().getId(),
                "Compared with " + Days.range(previous.start(), previous.end(), range.end()),
                error.signum() == 0
                        ? "Sums, averages and percentiles are exact"
                        : "Sums and averages are exact, percentiles to " + Numbers.percent(error));
    }
}

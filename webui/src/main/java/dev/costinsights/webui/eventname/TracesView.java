package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.webui.eventname.EventNamePage.Day;
import dev.costinsights.webui.eventname.EventNamePage.Trace;
import dev.costinsights.webui.eventname.EventNamePage.Traces;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Pager;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the list of traces, the newest first, by day. */
final class TracesView {
    static final int PAGE_ROWS = 50;
    /** Rows of the file. */
    static final int MOST_ROWS = 5_000;

    /** A sender's texts may have millions of characters, which nobody reads in a list. */
    private static final int LONGEST_TEXT = 200;

    private final EventNameView view;
    private final long total;
    private final FieldStatistics all;

    private TracesView(Answers answers) {
        this.view = answers.view();
        this.total = answers.total().occurrences();
        this.all = Answers.costs(answers.total());
    }

    static Traces of(Answers answers) {
        return new TracesView(answers).build(answers.traces());
    }

    /** The last page, when the view asks for one behind it; else the page of the view. */
    static int existingPage(EventNameView view, long occurrences) {
        return (int) Math.min(view.page(), Pager.pages(PAGE_ROWS, occurrences));
    }

    /** What a trace cost with everything in it; null when nothing in it has a cost. */
    static @Nullable BigDecimal cost(Event event) {
        return event.sums().get(StatisticsScope.COST);
    }

    /** What a reader calls whose event it is; null when it is nobody's. */
    static @Nullable String customer(Event event) {
        var customer = event.customer();
        return Stream.of(
                        customer == null ? null : customer.name(),
                        customer == null ? null : customer.externalId(),
                        customer == null ? null : customer.email(),
                        event.externalCustomerId(),
                        event.customerId() == null ? null : event.customerId().toString())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(TracesView::shortened)
                .orElse(null);
    }

    /** A label as it is shown. */
    static String label(String label) {
        return label.isBlank() ? "(no name)" : shortened(label);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    private Traces build(@Nullable EventPage page) {
        return new Traces(
                Numbers.count(total, "trace", "traces"),
                page == null ? null : days(page.items()),
                Pager.of(
                        view.page(),
                        PAGE_ROWS,
                        total,
                        to -> view.withPage((int) to).href()),
                view.csvHref(CsvTable.TRACES),
                total > MOST_ROWS ? "The newest " + Numbers.count(MOST_ROWS) + " traces" : null);
    }

    private List<Day> days(List<Event> events) {
        MoneyFormat format = MoneyFormat.column(
                events.stream().map(TracesView::cost).filter(Objects::nonNull).toList());
        Map<LocalDate, List<Trace>> byDay = new LinkedHashMap<>();
        for (Event event : events) {
            LocalDate day = event.timestamp().atZone(view.days().zone()).toLocalDate();
            byDay.computeIfAbsent(day, absent -> new ArrayList<>()).add(trace(event, format));
        }
        List<Day> days = new ArrayList<>();
        byDay.forEach(
                (day, rows) -> days.add(new Day(Days.weekday(day, view.days().today()), rows)));
        return days;
    }

    private Trace trace(Event event, MoneyFormat format) {
        BigDecimal cost = cost(event);
        return new Trace(
                Addresses.event(event.id()),
                label(event.label()),
                detail(event),
                customer(event),
                customerHref(event),
                Moment.ofTime(event.timestamp(), view.days().zone()),
                cost == null ? null : format.of(cost),
                cost == null ? null : Deviations.of(cost, all.average(), all.p90()));
    }

    private static String detail(Event event) {
        if (event.childCount() > 0) {
            return Numbers.count(event.childCount() + 1, "event", "events");
        }
        return event.llm() == null
                ? ""
                : shortened(Objects.requireNonNullElse(event.llm().model(), ""));
    }

    private @Nullable String customerHref(Event event) {
        if (event.customer() != null) {
            return Addresses.customer(view.days(), event.customer().id());
        }
        String key = event.externalCustomerId() != null
                        && !event.externalCustomerId().isBlank()
                ? event.externalCustomerId()
                : Objects.toString(event.customerId(), "");
        return key.isEmpty() || key.length() > LONGEST_TEXT ? null : Addresses.customer(view.days(), key);
    }
}

package dev.costinsights.webui.events;

import dev.costinsights.webui.events.EventsPage.Day;
import dev.costinsights.webui.events.FeedRow.Earned;
import dev.costinsights.webui.events.FeedRow.Happened;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups the rows of a page by local day. */
record DaysView(Feed feed) {

    static List<Day> of(Feed feed) {
        return new DaysView(feed).days();
    }

    private List<Day> days() {
        EventsView view = feed.view();
        var words = new RowView(view, MoneyFormat.column(costs(feed.rows())), MoneyFormat.column(revenue(feed.rows())));
        Map<LocalDate, List<FeedRow>> byDay = new LinkedHashMap<>();
        feed.rows()
                .forEach(row -> byDay.computeIfAbsent(day(row.at()), absent -> new ArrayList<>())
                        .add(row));
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, rows) -> days.add(new Day(
                "day-" + day,
                Days.weekday(day, view.days().today()),
                day.toString(),
                sum(costs(rows)),
                sum(revenue(rows)),
                isComplete(day) ? "" : "so far on this page",
                rows.stream().map(words::row).toList())));
        return days;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, feed.view().days().zone());
    }

    /** Whether no row of that day is on another page. */
    private boolean isComplete(LocalDate day) {
        List<FeedRow> rows = feed.rows();
        boolean first = day.equals(day(rows.get(0).at()));
        boolean last = day.equals(day(rows.get(rows.size() - 1).at()));
        return !(first
                        && feed.hasBefore()
                        && mayHold(day, feed.previous(), feed.view().after()))
                && !(last
                        && feed.hasMore()
                        && mayHold(day, feed.next(), feed.view().before()));
    }

    /** Whether a row beyond the edge of the page may be of that day: where nothing of it is known, it may. */
    private boolean mayHold(LocalDate day, @Nullable FeedRow row, @Nullable Cursor place) {
        Instant at = row != null ? row.at() : place != null ? place.at() : null;
        return at == null || day.equals(day(at));
    }

    static List<BigDecimal> costs(List<FeedRow> rows) {
        return rows.stream()
                .map(row -> row instanceof Happened happened ? happened.costCents() : null)
                .filter(Objects::nonNull)
                .toList();
    }

    static List<BigDecimal> revenue(List<FeedRow> rows) {
        return rows.stream()
                .filter(Earned.class::isInstance)
                .map(row -> ((Earned) row).entry().amountCents())
                .toList();
    }

    private static @Nullable Money sum(List<BigDecimal> amounts) {
        if (amounts.isEmpty()) {
            return null;
        }
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return MoneyFormat.figure(sum).of(sum);
    }
}

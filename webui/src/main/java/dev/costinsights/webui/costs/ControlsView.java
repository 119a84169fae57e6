package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.costs.CostsPage.Choice;
import dev.costinsights.webui.costs.CostsPage.Controls;
import dev.costinsights.webui.costs.CostsPage.Field;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.page.Link;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds the header's controls: ranges, dates, interval. */
final class ControlsView {

    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(id ->
                    id.equals("UTC") || id.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
            .sorted()
            .toList();

    private ControlsView() {}

    static Controls of(CostsView view) {
        TimeRange next = Ranges.next(view.range(), view.today());
        return new Controls(
                presets(view),
                Days.range(view.range().start(), view.range().end(), view.today()),
                calendar(view),
                view.range().start().toString(),
                view.range().end().toString(),
                view.today().toString(),
                view.zone().getId(),
                hidden(view),
                ZONES,
                Words.label(view.interval()),
                intervals(view),
                view.with(view.range().previous()).href(),
                view.endsToday() ? null : view.with(next).href());
    }

    private static List<Link> presets(CostsView view) {
        LocalDate today = view.today();
        ZoneId zone = view.zone();
        return List.of(
                range(view, "range-7d", "7 d", Ranges.lastDays(7, today, zone)),
                range(view, "range-30d", "30 d", Ranges.lastDays(30, today, zone)),
                range(view, "range-90d", "90 d", Ranges.lastDays(90, today, zone)),
                range(view, "range-12m", "12 m", Ranges.lastYear(today, zone)));
    }

    private static List<Link> calendar(CostsView view) {
        LocalDate today = view.today();
        YearMonth month = YearMonth.from(today);
        LocalDate quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
        return List.of(
                range(view, "range-today", "Today", until(today, today, view)),
                range(view, "range-month", "This month", until(month.atDay(1), today, view)),
                range(
                        view,
                        "range-last-month",
                        "Last month",
                        until(
                                month.minusMonths(1).atDay(1),
                                month.minusMonths(1).atEndOfMonth(),
                                view)),
                range(view, "range-quarter", "This quarter", until(quarter, today, view)),
                range(view, "range-year", "This year", until(today.withDayOfYear(1), today, view)));
    }

    private static TimeRange until(LocalDate start, LocalDate end, CostsView view) {
        return new TimeRange(start, end, view.zone());
    }

    private static Link range(CostsView view, String id, String label, TimeRange range) {
        return new Link(id, view.with(range).href(), label, range.equals(view.range()));
    }

    private static List<Field> hidden(CostsView view) {
        List<Field> fields = new ArrayList<>();
        if (view.by() != Dimension.EVENT_NAME) {
            fields.add(new Field("by", Words.key(view.by())));
        }
        if (!view.order().equals(Column.Order.DEFAULT)) {
            fields.add(new Field("sort", view.order().key()));
        }
        if (view.asTable()) {
            fields.add(new Field("view", "table"));
        }
        return fields;
    }

    private static List<Choice> intervals(CostsView view) {
        return Arrays.stream(Interval.values())
                .map(interval -> new Choice(
                        new Link(
                                "interval-" + interval.wireName(),
                                view.with(interval).href(),
                                Words.label(interval),
                                interval == view.interval()),
                        interval.allows(view.range())
                                ? null
                                : Words.label(interval) + " is for ranges of up to " + interval.maxDays() + " days"))
                .toList();
    }
}

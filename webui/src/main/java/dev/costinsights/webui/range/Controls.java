package dev.costinsights.webui.range;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.page.Link;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Range and interval in the header of a page.
 *
 * @param action where the form of dates leads
 * @param presets ranges that end today
 * @param dates the range in words
 * @param calendar calendar ranges of the menu
 * @param hidden state that the form of dates must keep
 * @param zones every zone that can be chosen
 * @param intervals empty on a page without a chart over time
 */
public record Controls(
        String action,
        List<Link> presets,
        String dates,
        List<Link> calendar,
        String from,
        String to,
        String today,
        String zone,
        List<Field> hidden,
        List<String> zones,
        String interval,
        List<Choice> intervals,
        String previousHref,
        @Nullable String nextHref) {

    /** Every zone that is offered. */
    public static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(id ->
                    id.equals("UTC") || id.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
            .sorted()
            .toList();

    /** A name and value of a form. */
    public record Field(String name, String value) {}

    /**
     * An interval to choose.
     *
     * @param reason why it can't be chosen, or null when it can
     */
    public record Choice(Link link, @Nullable String reason) {}

    /**
     * The controls of a page with a chart over time.
     *
     * @param hidden state of the page besides days and interval that is not its default
     * @param href the address of the page with other days or interval
     */
    public static Controls of(String path, RangeState state, List<Field> hidden, Function<RangeState, String> href) {
        return new Builder(state, href).build(path, hidden, true);
    }

    /** The controls of a page without a chart over time. */
    public static Controls withoutInterval(
            String path, RangeState state, List<Field> hidden, Function<RangeState, String> href) {
        return new Builder(state, href).build(path, hidden, false);
    }

    private record Builder(RangeState state, Function<RangeState, String> href) {

        Controls build(String path, List<Field> hidden, boolean intervals) {
            TimeRange range = state.range();
            TimeRange next = Ranges.next(range, state.today());
            return new Controls(
                    path,
                    presets(),
                    Days.range(range.start(), range.end(), state.today()),
                    calendar(),
                    range.start().toString(),
                    range.end().toString(),
                    state.today().toString(),
                    state.zone().getId(),
                    hidden,
                    ZONES,
                    Intervals.label(state.interval()),
                    intervals ? intervals() : List.of(),
                    href.apply(state.with(range.previous())),
                    state.endsToday() ? null : href.apply(state.with(next)));
        }

        private List<Link> presets() {
            LocalDate today = state.today();
            ZoneId zone = state.zone();
            return List.of(
                    range("range-7d", "7 d", Ranges.lastDays(7, today, zone)),
                    range("range-30d", "30 d", Ranges.lastDays(30, today, zone)),
                    range("range-90d", "90 d", Ranges.lastDays(90, today, zone)),
                    range("range-12m", "12 m", Ranges.lastYear(today, zone)));
        }

        private List<Link> calendar() {
            LocalDate today = state.today();
            YearMonth month = YearMonth.from(today);
            YearMonth last = month.minusMonths(1);
            LocalDate quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
            return List.of(
                    range("range-today", "Today", days(today, today)),
                    range("range-month", "This month", days(month.atDay(1), today)),
                    range("range-last-month", "Last month", days(last.atDay(1), last.atEndOfMonth())),
                    range("range-quarter", "This quarter", days(quarter, today)),
                    range("range-year", "This year", days(today.withDayOfYear(1), today)));
        }

        private TimeRange days(LocalDate start, LocalDate end) {
            return new TimeRange(start, end, state.zone());
        }

        private Link range(String id, String label, TimeRange range) {
            return new Link(id, href.apply(state.with(range)), label, range.equals(state.range()));
        }

        private List<Choice> intervals() {
            return Arrays.stream(Interval.values())
                    .map(interval -> new Choice(
                            new Link(
                                    "interval-" + interval.wireName(),
                                    href.apply(state.with(interval)),
                                    Intervals.label(interval),
                                    interval == state.interval()),
                            interval.allows(state.range())
                                    ? null
                                    : Intervals.label(interval) + " is for ranges of up to " + interval.maxDays()
                                            + " days"))
                    .toList();
        }
    }
}

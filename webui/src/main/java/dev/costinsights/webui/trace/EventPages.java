package dev.costinsights.webui.trace;

import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.RangeState;
import dev.costinsights.webui.range.Ranges;
import dev.costinsights.webui.trace.EventPage.Head;
import dev.costinsights.webui.trace.EventPage.Lineage;
import dev.costinsights.webui.trace.EventPage.Row;
import dev.costinsights.webui.trace.EventPage.Step;
import dev.costinsights.webui.trace.EventPage.Trace;
import dev.costinsights.webui.trace.EventPage.Unusual;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns an event and what is known around it into the page. */
final class EventPages {

    /** Everything of a customer is meant by its revenue and costs to date; no event is older. */
    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

    private EventPages() {}

    /**
     * What was answered. Null, apart from the event, is what can't be told now.
     *
     * @param asOf everything committed to the log up to this instant is in
     * @param beneath events beneath it
     * @param profits of its customer; empty when nothing is known of it
     */
    record Answers(
            Event event,
            Instant asOf,
            @Nullable List<Event> beneath,
            TraceReader.@Nullable Lineage lineage,
            @Nullable TimeseriesAnswer statistics,
            @Nullable List<CustomerProfit> profits) {

        TraceTree tree() {
            return TraceTree.of(event, beneath == null ? List.of() : beneath);
        }
    }

    /** Traces of the same name in the days before the event's day, so that it isn't compared with itself. */
    static TimeseriesQuery statistics(UUID organizationId, Event event, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(event.timestamp(), zone);
        var filter = new EventFilter(
                null, null, Set.of(), Set.of(), Set.of(event.name()), Set.of(), Set.of(), null, Map.of(), null);
        var scope = new StatisticsScope(
                organizationId,
                new TimeRange(day.minusDays(UnusualView.DAYS), day.minusDays(1), zone),
                filter,
                List.of(Fields.COST),
                Consistency.BOUNDED);
        return new TimeseriesQuery(scope, Interval.DAY, List.of());
    }

    /** What its customer brought and cost to date. */
    static GetCustomerProfits profits(UUID organizationId, UUID customerId, ZoneId zone, Instant now) {
        var ever = new TimeRange(BEGINNING, LocalDate.ofInstant(now, zone), zone);
        return new GetCustomerProfits(organizationId, ever, List.of(customerId), Consistency.BOUNDED);
    }

    static EventPage page(
            EventView view, List<String> notices, Answers answers, DefaultRange chosen, ZoneId zone, Instant now) {
        Event event = answers.event();
        TraceTree tree = answers.tree();
        Optional<Standing> standing = answers.statistics() == null
                ? Optional.empty()
                : Standing.of(Fields.rolledUp(event), answers.statistics());
        RangeState days = days(event, chosen, zone, now);
        return new EventPage(
                event.id().toString(),
                notices,
                head(event, standing, days),
                event.parentId() == null ? null : lineage(event, answers.lineage()),
                HeadlineView.of(tree, standing),
                event.childCount() == 0 ? null : trace(view, tree, answers.beneath() == null),
                unusual(answers, standing),
                LlmView.of(event, days),
                MetadataView.of(event),
                CustomerView.of(event, days, answers.profits(), now),
                List.of(
                        "Times are those of " + zone.getId(),
                        "Costs are exact to a trillionth of a cent and rounded only for display",
                        "As of " + Moment.precise(answers.asOf(), zone).text()));
    }

    /** The days that links lead to: the usual ones when the event is in them, else those that end with it. */
    static RangeState days(Event event, DefaultRange chosen, ZoneId zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        RangeState usual = RangeState.initial(chosen, today, zone);
        LocalDate day = LocalDate.ofInstant(event.timestamp(), zone);
        boolean shown = !day.isBefore(usual.range().start()) && !day.isAfter(today);
        return shown ? usual : usual.with(Ranges.lastDays(Ranges.DEFAULT_DAYS, day, zone));
    }

    private static Head head(Event event, Optional<Standing> standing, RangeState days) {
        return new Head(
                Words.name(event.label()),
                Words.name(event.name()),
                Moment.precise(event.timestamp(), days.zone()),
                days.zone().getId(),
                CustomerView.name(event).orElse("No customer"),
                CustomerView.href(event, days),
                standing.map(Standing::badge).orElse(null),
                Addresses.eventsNamed(days, event.name()),
                Addresses.eventName(days, event.name()));
    }

    private static Lineage lineage(Event event, TraceReader.@Nullable Lineage found) {
        if (found == null || found.ancestors().isEmpty()) {
            Step parent = new Step("its parent", Addresses.event(event.parentId()));
            return new Lineage(List.of(parent), false, "What it is a step of can't be told right now.");
        }
        List<Event> upwards = new ArrayList<>(found.ancestors());
        Collections.reverse(upwards);
        List<Step> path = upwards.stream()
                .map(each -> new Step(Words.name(each.name()), Addresses.event(each.id())))
                .toList();
        Event top = upwards.get(0);
        String level = "Level " + (found.ancestors().size() + 1);
        return found.reachesRoot()
                ? new Lineage(path, true, level + " of the trace, " + place(event, top) + ".")
                : new Lineage(path, false, "More than " + path.size() + " levels beneath the root of its trace.");
    }

    private static String place(Event event, Event root) {
        BigDecimal whole = Fields.rolledUp(root);
        BigDecimal part = Fields.rolledUp(event);
        if (whole == null || part == null || whole.signum() <= 0) {
            return "one of " + Numbers.count(root.childCount() + 1, "event", "events");
        }
        return Numbers.share(part, whole) + " of its "
                + MoneyFormat.figure(whole).of(whole).text() + " and "
                + Numbers.count(event.childCount() + 1) + " of its "
                + Numbers.count(root.childCount() + 1, "event", "events");
    }

    private static Trace trace(EventView view, TraceTree tree, boolean failed) {
        List<Row> rows = view.byCost() ? Rows.byCost(tree, view.rows()) : Rows.asTree(tree, view.rows());
        boolean hides = tree.size() > view.rows() && view.rows() < TraceReader.MOST_STEPS;
        return new Trace(
                List.of(
                        new Link("view-tree", view.as(false).href(), "Tree", !view.byCost()),
                        new Link("view-cost", view.as(true).href(), "By cost", view.byCost())),
                view.byCost(),
                view.csvHref(),
                failed,
                rows,
                view.byCost() ? Rows.total(tree) : null,
                hides ? view.withMoreRows().href() : null,
                note(view, tree));
    }

    private static String note(EventView view, TraceTree tree) {
        String adds = view.byCost()
                ? "Each event with what it cost itself."
                : "A parent costs what it cost itself and what is beneath it.";
        String left = tree.leftOut() == 0
                ? ""
                : " At most " + Numbers.count(TraceReader.MOST_STEPS)
                        + " events beneath it are read; those left out are"
                        + " counted in “more events”, and the API lists them all.";
        return adds + left + " Every amount is kept to a trillionth of a cent; hover over a number for all digits.";
    }

    private static Unusual unusual(Answers answers, Optional<Standing> standing) {
        String name = Words.name(answers.event().name());
        if (standing.isPresent()) {
            return UnusualView.of(name, standing.get());
        } else if (answers.statistics() == null) {
            return UnusualView.without("That can't be told right now. Everything else on this page holds.");
        } else if (Fields.rolledUp(answers.event()) == null) {
            return UnusualView.without("It has no cost to compare.");
        }
        return UnusualView.without("No trace began with " + name + " in the " + UnusualView.DAYS
                + " days before, so there is nothing to compare it with.");
    }
}

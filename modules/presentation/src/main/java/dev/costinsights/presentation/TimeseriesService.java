package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesAnswer.PeriodStatistics;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.contracts.statistics.TimeseriesQuery.Sort;
import dev.costinsights.presentation.EventTypesStore.EventType;
import dev.costinsights.presentation.StatisticsReads.Asked;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers statistics by name over time. */
final class TimeseriesService {
    private static final String TOO_LARGE = "There are too many names and periods. Use a larger interval, a shorter"
            + " range, or fewer names and fields.";

    private final StatisticsReads reads;

    TimeseriesService(StatisticsReads reads) {
        this.reads = reads;
    }

    /** @param exact whether percentiles are */
    private record Found(List<TraceGroup> groups, boolean exact) {}

    Future<TimeseriesAnswer> answer(TimeseriesQuery query) {
        return reads.answer(query.scope(), (snapshot, asked) -> read(snapshot, asked, query));
    }

    private Future<TimeseriesAnswer> read(SqlConnection snapshot, Asked asked, TimeseriesQuery query) {
        List<Period> periods = query.interval().periodsOf(query.scope().range());
        return find(snapshot, asked, Cover.of(Boundaries.of(periods))).compose(found -> {
            Map<String, List<TraceGroup>> byName = byName(found.groups());
            requireBounded(byName.size(), periods.size(), query);
            return EventTypesStore.ofNames(snapshot, asked.organizationId(), byName.keySet())
                    .compose(types -> StatisticsReads.source(snapshot, asked, found.exact())
                            .map(source -> answer(query, periods, byName, types, source)));
        });
    }

    private Future<Found> find(SqlConnection snapshot, Asked asked, Cover cover) {
        if (!asked.isOfTotals()) {
            return fromLog(snapshot, asked, cover);
        }
        return TraceTotalsStore.nameKeys(snapshot, asked)
                .compose(names -> TraceTotalsStore.size(snapshot, asked.organizationId(), cover.boundaries(), names)
                        .compose(size -> reads.isLarge(size)
                                ? TraceTotalsStore.byName(snapshot, asked.organizationId(), cover, names)
                                        .map(groups -> new Found(groups, false))
                                : fromLog(snapshot, asked, cover)));
    }

    private static Future<Found> fromLog(SqlConnection snapshot, Asked asked, Cover cover) {
        return TraceLogStore.byName(snapshot, asked, cover.boundaries()).map(groups -> new Found(groups, true));
    }

    private static void requireBounded(int names, int periods, TimeseriesQuery query) {
        long cells = (long) names * (periods + 1) * query.scope().fields().size();
        if (cells > TimeseriesQuery.MAX_CELLS) {
            throw new ContractException(ErrorCode.INVALID, TOO_LARGE);
        }
    }

    private static Map<String, List<TraceGroup>> byName(List<TraceGroup> groups) {
        Map<String, List<TraceGroup>> byName = new TreeMap<>();
        groups.forEach(group -> byName.computeIfAbsent(group.name(), absent -> new ArrayList<>())
                .add(group));
        return byName;
    }

    private static TimeseriesAnswer answer(
            TimeseriesQuery query,
            List<Period> periods,
            Map<String, List<TraceGroup>> byName,
            Map<String, EventType> types,
            StatisticsSource source) {
        int fields = query.scope().fields().size();
        List<List<EventStatistics>> names = new ArrayList<>(byName.size());
        byName.forEach((name, groups) -> names.add(byPeriod(name, types.get(name), groups, periods.size(), fields)));
        names.sort(Comparator.comparing(statistics -> statistics.get(0), order(query.sorting())));
        List<PeriodStatistics> steps = new ArrayList<>(periods.size());
        for (int i = 0; i < periods.size(); i++) {
            int period = i + 1;
            steps.add(new PeriodStatistics(
                    periods.get(i),
                    names.stream().map(statistics -> statistics.get(period)).toList()));
        }
        return new TimeseriesAnswer(
                steps, names.stream().map(statistics -> statistics.get(0)).toList(), source);
    }

    /** Of one name; at 0 of the whole range. */
    private static List<EventStatistics> byPeriod(
            String name, @Nullable EventType type, List<TraceGroup> groups, int periods, int fields) {
        String label = type == null ? name : type.label();
        var typeId = type == null ? null : type.id();
        var nothing = new EventStatistics(name, label, typeId, 0, 0, Collections.nCopies(fields, FieldStatistics.NONE));
        List<EventStatistics> statistics = new ArrayList<>(Collections.nCopies(periods + 1, nothing));
        Map<Integer, List<TraceGroup>> byPeriod = new TreeMap<>();
        groups.forEach(group -> byPeriod.computeIfAbsent(group.period(), absent -> new ArrayList<>())
                .add(group));
        byPeriod.forEach((period, ofPeriod) -> {
            ofPeriod.sort(Comparator.comparingInt(TraceGroup::field));
            TraceGroup first = ofPeriod.get(0);
            statistics.set(
                    period,
                    new EventStatistics(
                            name,
                            label,
                            typeId,
                            first.occurrences(),
                            first.customers(),
                            ofPeriod.stream().map(TraceGroup::statistics).toList()));
        });
        return statistics;
    }

    private static Comparator<EventStatistics> order(List<Sort> sorting) {
        Comparator<EventStatistics> byName = Comparator.comparing(EventStatistics::name);
        Comparator<EventStatistics> order = null;
        for (Sort sort : sorting) {
            Comparator<EventStatistics> next = sort.descending() ? order(sort).reversed() : order(sort);
            order = order == null ? next : order.thenComparing(next);
        }
        return order == null ? byName : order.thenComparing(byName);
    }

    private static Comparator<EventStatistics> order(Sort sort) {
        return switch (sort.property()) {
            case NAME -> Comparator.comparing(EventStatistics::name);
            case OCCURRENCES -> Comparator.comparingLong(EventStatistics::occurrences);
            case TOTAL -> Comparator.comparing(statistics -> first(statistics).total());
            case AVERAGE -> Comparator.comparing(statistics -> first(statistics).average());
            case P95 -> Comparator.comparing(statistics -> first(statistics).p90());
            case P99 -> Comparator.comparing(statistics -> first(statistics).p99());
        };
    }

    private static FieldStatistics first(EventStatistics statistics) {
        return statistics.fields().get(0);
    }
}

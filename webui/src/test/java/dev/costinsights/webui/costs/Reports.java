package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReport.Figures;
import dev.costinsights.contracts.costs.CostReport.PeriodCosts;
import dev.costinsights.contracts.costs.CostReport.Row;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Made-up answers to any question of the Costs page; the parts of each add up. */
public final class Reports {

    private static final BigDecimal DAY_CENTS = new BigDecimal("30123.456789012345");
    private static final List<String> EVENTS = List.of(
            "chat.reply",
            "agent.run",
            "document.summary",
            "voice.transcribe",
            "embedding.index",
            "web.search",
            "storage.gb_day",
            "email.send");
    private static final List<String> MODELS = List.of(
            "claude-sonnet-4.5",
            "gpt-5-mini",
            "gpt-5",
            "gemini-2.5-flash",
            "claude-haiku-4.5",
            "nova-3",
            "text-embedding-3-small",
            "whisper-1");
    private static final List<String> VENDORS = List.of("anthropic", "openai", "google", "deepgram");

    private Reports() {}

    /** An answer of a business that has had events for a year. */
    public static CostReport busy(CostReportQuery query, LocalDate today) {
        return busy(query, today, 200);
    }

    /** The same with totals this far behind. */
    public static CostReport busy(CostReportQuery query, LocalDate today, long lagMillis) {
        List<PeriodCosts> periods = periods(query, query.range(), today);
        BigDecimal total = sum(periods);
        BigDecimal before = total.multiply(new BigDecimal("0.854"));
        List<Breakdown> breakdowns = query.breakdowns().stream()
                .map(request -> breakdown(request, query.range(), total, before))
                .toList();
        return new CostReport(
                periods,
                periods(query, query.ghost(), today),
                new Figures(total, 1_850_782, 240),
                new Figures(before, 1_600_000, 231),
                breakdowns,
                today.minusYears(1).atStartOfDay(query.range().zone()).toInstant(),
                today.atStartOfDay(query.range().zone()).plusHours(9).toInstant(),
                new CostReport.Freshness(Instant.EPOCH, lagMillis));
    }

    /** An answer that lacks what was asked for. */
    public static CostReport withoutBreakdowns(CostReportQuery query, LocalDate today) {
        CostReport report = busy(query, today);
        return new CostReport(
                report.periods(),
                report.ghost(),
                report.total(),
                report.previous(),
                List.of(),
                report.firstEventAt(),
                report.lastEventAt(),
                report.freshness());
    }

    /** An answer of a business in which nothing changed. */
    public static CostReport unchanged(CostReportQuery query, LocalDate today) {
        CostReport report = busy(query, today);
        List<Breakdown> breakdowns = report.breakdowns().stream()
                .map(each -> new Breakdown(
                        each.dimension(),
                        each.rows().stream()
                                .map(row ->
                                        new Row(row.key(), row.costCents(), row.costCents(), row.events(), row.trend()))
                                .toList(),
                        each.rowCount(),
                        each.rest(),
                        each.unattributed()))
                .toList();
        return new CostReport(
                report.periods(),
                report.ghost(),
                report.total(),
                report.total(),
                breakdowns,
                report.firstEventAt(),
                report.lastEventAt(),
                report.freshness());
    }

    /** The same with one event name, which is this. */
    public static CostReport named(CostReportQuery query, LocalDate today, String name) {
        CostReport report = busy(query, today);
        List<Breakdown> renamed = report.breakdowns().stream()
                .map(each -> new Breakdown(
                        each.dimension(),
                        each.rows().stream()
                                .map(row -> new Row(
                                        name, row.costCents(), row.previousCostCents(), row.events(), row.trend()))
                                .toList(),
                        each.rowCount(),
                        each.rest(),
                        each.unattributed()))
                .toList();
        return new CostReport(
                report.periods(),
                report.ghost(),
                report.total(),
                report.previous(),
                renamed,
                report.firstEventAt(),
                report.lastEventAt(),
                report.freshness());
    }

    /** An answer without any event in the range; the only ever ones lie where given. */
    public static CostReport empty(CostReportQuery query, @Nullable Instant first, @Nullable Instant last) {
        CostReport never = CostsPages.withoutEvents(query);
        return new CostReport(
                never.periods(),
                never.ghost(),
                never.total(),
                never.previous(),
                never.breakdowns(),
                first,
                last,
                never.freshness());
    }

    private static List<PeriodCosts> periods(CostReportQuery query, TimeRange range, LocalDate today) {
        return query.interval().periodsOf(range).stream()
                .map(period -> costs(period, range, today))
                .toList();
    }

    private static PeriodCosts costs(Period period, TimeRange range, LocalDate today) {
        long hours = java.time.Duration.between(period.from(), period.to()).toHours();
        LocalDate day = period.from().atZone(range.zone()).toLocalDate();
        double wave = hours > 24 ? 0.8 : weekend(day) ? 0.5 : 1 + 0.12 * Math.sin(day.getDayOfYear());
        double growth = 1 - 0.0012 * java.time.temporal.ChronoUnit.DAYS.between(day, today);
        double spike = hours <= 24 && day.equals(today.minusDays(12)) ? 2.1 : 1;
        double soFar = day.equals(today) && hours <= 24 ? 0.6 : 1;
        BigDecimal cents = DAY_CENTS
                .multiply(BigDecimal.valueOf(hours))
                .divide(BigDecimal.valueOf(24), 12, RoundingMode.HALF_EVEN)
                .multiply(BigDecimal.valueOf(wave * Math.max(0.2, growth) * spike * soFar))
                .setScale(12, RoundingMode.HALF_EVEN);
        return new PeriodCosts(period.timestamp(), period.from(), period.to(), cents, 60_000);
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static BigDecimal sum(List<PeriodCosts> periods) {
        return periods.stream().map(PeriodCosts::costCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Breakdown breakdown(BreakdownRequest request, TimeRange range, BigDecimal total, BigDecimal before) {
        List<String> keys = keys(request.dimension());
        BigDecimal without = request.dimension() == Dimension.EVENT_NAME ? BigDecimal.ZERO : part(total, "0.066");
        List<Row> all = new ArrayList<>();
        BigDecimal left = total.subtract(without);
        for (int i = 0; i < keys.size(); i++) {
            BigDecimal cost = i == keys.size() - 1
                    ? left
                    : part(left, request.dimension() == Dimension.CUSTOMER ? "0.07" : "0.42");
            left = left.subtract(cost);
            BigDecimal ratio = i == 1 ? new BigDecimal("0.64") : BigDecimal.valueOf(0.86 + 0.07 * (i % 4));
            all.add(new Row(
                    keys.get(i),
                    cost,
                    part(cost, ratio.toPlainString()),
                    368_990 / (i + 1),
                    trend(request, range, cost, i)));
        }
        List<Row> sorted = new ArrayList<>(all);
        if (request.sort() == CostReportQuery.Sort.CHANGE) {
            sorted.sort(Comparator.comparing(row -> row.costCents().subtract(row.previousCostCents())));
            if (request.descending()) {
                java.util.Collections.reverse(sorted);
            }
        }
        int from = Math.min(request.offset(), sorted.size());
        List<Row> rows = sorted.subList(from, Math.min(from + request.limit(), sorted.size()));
        return new Breakdown(
                request.dimension(),
                rows,
                all.size(),
                sumOf(all, rows),
                new Row(null, without, part(without, "0.9"), without.signum() == 0 ? 0 : 5_200, List.of()));
    }

    private static Row sumOf(List<Row> all, List<Row> without) {
        List<Row> rest = new ArrayList<>(all);
        rest.removeAll(without);
        return new Row(
                null,
                rest.stream().map(Row::costCents).reduce(BigDecimal.ZERO, BigDecimal::add),
                rest.stream().map(Row::previousCostCents).reduce(BigDecimal.ZERO, BigDecimal::add),
                rest.stream().mapToLong(Row::events).sum(),
                List.of());
    }

    private static List<BigDecimal> trend(BreakdownRequest request, TimeRange range, BigDecimal cost, int seed) {
        if (!request.trend()) {
            return List.of();
        }
        BigDecimal daily = cost.divide(BigDecimal.valueOf(range.days()), 12, RoundingMode.HALF_EVEN);
        return IntStream.range(0, (int) range.days())
                .mapToObj(day -> daily.multiply(BigDecimal.valueOf(1
                        + 0.01 * day
                        + 0.3 * Math.sin(day * (1 + seed) * 0.7)
                        + (seed == 1 && day > 16 && day < 20 ? 3 : 0))))
                .toList();
    }

    private static List<String> keys(Dimension dimension) {
        return switch (dimension) {
            case EVENT_NAME -> EVENTS;
            case MODEL -> MODELS;
            case VENDOR -> VENDORS;
            case CUSTOMER ->
                IntStream.rangeClosed(1, 60)
                        .mapToObj(i -> i == 1 ? "halcyon-freight" : "customer_" + (1000 + i))
                        .toList();
        };
    }

    private static BigDecimal part(BigDecimal whole, String share) {
        return whole.multiply(new BigDecimal(share)).setScale(12, RoundingMode.HALF_EVEN);
    }
}

package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers a question by looking at every event, as the definitions say and as slowly as that is. Shares nothing with the
 * server: no totals, no SQL, its own periods.
 */
final class BruteForce {
    private static final MathContext PLENTY = new MathContext(60, RoundingMode.HALF_EVEN);

    private final List<Event> events;

    BruteForce(List<Event> events) {
        this.events = events;
    }

    Metrics answer(Question question) {
        Instant from = midnight(question.start(), question.zone());
        Instant to = midnight(question.end().plusDays(1), question.zone());
        List<Instant> starts = starts(question, to);
        var periods = new LinkedHashMap<Instant, Map<String, BigDecimal>>();
        BigDecimal cumulative = costs(between(Instant.MIN, from));
        for (int i = 0; i < starts.size(); i++) {
            Instant next = i + 1 < starts.size() ? starts.get(i + 1) : to;
            List<Event> inside = between(max(starts.get(i), from), next);
            cumulative = cumulative.add(costs(inside));
            periods.put(starts.get(i), only(question.slugs(), values(inside, cumulative)));
        }
        Map<String, BigDecimal> totals = values(between(from, to), cumulative);
        // Defined by subscriptions, of which there are none.
        totals.put("active_user_by_event", BigDecimal.ZERO);
        totals.put("cost_per_user", BigDecimal.ZERO);
        return new Metrics(periods, only(question.slugs(), totals));
    }

    private static Map<String, BigDecimal> values(List<Event> inside, BigDecimal cumulative) {
        BigDecimal costs = costs(inside);
        Set<String> customers = new HashSet<>();
        inside.forEach(event -> customers.add(event.customer()));
        // Nobody's name.
        customers.remove("");
        BigDecimal count = BigDecimal.valueOf(customers.size());
        var values = new TreeMap<String, BigDecimal>();
        values.put("costs", costs);
        values.put("cumulative_costs", cumulative);
        values.put("active_user_by_event", count);
        values.put("active_customers", count);
        if (customers.isEmpty()) {
            values.put("cost_per_user", BigDecimal.ZERO);
        } else {
            values.put("cost_per_user", costs.divide(count, PLENTY));
            values.put("cost_per_active_customer", costs.divide(count, PLENTY));
        }
        return values;
    }

    private static Map<String, BigDecimal> only(List<String> slugs, Map<String, BigDecimal> values) {
        var kept = new TreeMap<>(values);
        kept.keySet().retainAll(slugs);
        return kept;
    }

    /** The beginnings of the whole periods that the range touches. A day that a zone skipped is no period. */
    private static List<Instant> starts(Question question, Instant to) {
        ZoneId zone = question.zone();
        List<Instant> starts = new ArrayList<>();
        if (question.interval().equals("hour")) {
            for (Instant hour = midnight(question.start(), zone);
                    hour.isBefore(to);
                    hour = hour.plus(Duration.ofHours(1))) {
                starts.add(hour);
            }
            return starts;
        }
        for (LocalDate day = whole(question.start(), question.interval());
                !day.isAfter(question.end());
                day = next(day, question.interval())) {
            Instant start = midnight(day, zone);
            boolean skipped = !midnight(next(day, question.interval()), zone).isAfter(start);
            if (!skipped) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static LocalDate whole(LocalDate day, String interval) {
        return switch (interval) {
            case "day" -> day;
            case "week" -> {
                LocalDate monday = day;
                while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
                    monday = monday.minusDays(1);
                }
                yield monday;
            }
            case "month" -> LocalDate.of(day.getYear(), day.getMonth(), 1);
            case "year" -> LocalDate.of(day.getYear(), 1, 1);
            default -> throw new IllegalArgumentException(interval);
        };
    }

    private static LocalDate next(LocalDate day, String interval) {
        return switch (interval) {
            case "day" -> day.plusDays(1);
            case "week" -> day.plusDays(7);
            case "month" -> day.plusMonths(1);
            case "year" -> day.plusYears(1);
            default -> throw new IllegalArgumentException(interval);
        };
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Event> between(Instant from, Instant to) {
        return events.stream()
                .filter(event ->
                        !event.timestamp().isBefore(from) && event.timestamp().isBefore(to))
                .toList();
    }

    private static BigDecimal costs(List<Event> events) {
        return events.stream().map(Event::keptCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.ListProductProfits;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of profit by customer and by product, and of cohorts. */
final class ProfitParameters {
    private static final int SHORTEST_QUERY = 3;
    private static final int DEFAULT_MONTHS = 12;
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final String BACKWARDS = "The start date must not be later than the end date.";
    private static final String MONTHS =
            "Ask for 1 to " + CohortsQuery.MAX_MONTHS + " months, the first not later than the last.";
    private static final String CUSTOMER_SORTINGS =
            sortings(CustomerSelection.Sort.values(), CustomerSelection.Sort::wireName);
    private static final String PRODUCT_SORTINGS =
            sortings(ListProductProfits.Sort.values(), ListProductProfits.Sort::wireName);

    private final QueryParameters query;
    private final UUID organizationId;
    private final Consistency consistency;

    /**
     * @param ofToken whom the token speaks for; asking for another organization finds nothing
     * @param consistencyHeader null when it wasn't sent
     */
    ProfitParameters(MultiMap parameters, UUID ofToken, @Nullable String consistencyHeader) {
        query = new QueryParameters(parameters);
        organizationId = query.organization(ofToken);
        consistency = query.consistency(consistencyHeader);
    }

    /** How a list is ordered. */
    private record Order<S>(S sort, boolean descending) {}

    UUID organizationId() {
        return organizationId;
    }

    Consistency consistency() {
        return consistency;
    }

    /** Problems are left for {@link #customers}, {@link #products} or {@link #range}. */
    Paging paging() {
        return query.paging();
    }

    /** @throws InvalidRequest naming every parameter that is wrong, as all below */
    CustomerSelection customers() {
        String part = query.last("query", text -> Values.atLeast(SHORTEST_QUERY, QueryParameters.text(text)));
        Order<CustomerSelection.Sort> order = order(
                CustomerSelection.Sort::ofWireName,
                CUSTOMER_SORTINGS,
                new Order<>(CustomerSelection.Sort.PROFIT, true));
        return new CustomerSelection(organizationId, range(), part, order.sort(), order.descending(), consistency);
    }

    ListProductProfits products(Paging paging) {
        Order<ListProductProfits.Sort> order = order(
                ListProductProfits.Sort::ofWireName,
                PRODUCT_SORTINGS,
                new Order<>(ListProductProfits.Sort.PROFIT, true));
        return new ListProductProfits(
                organizationId,
                range(),
                order.sort(),
                order.descending(),
                paging.offset(),
                paging.limit(),
                consistency);
    }

    TimeRange range() {
        LocalDate start = required("start_date", MetricsParameters::date);
        LocalDate end = required("end_date", MetricsParameters::date);
        ZoneId zone = query.last("timezone", MetricsParameters::zone);
        query.refuse(InvalidRequest.Kind.REQUEST);
        if (start == null || end == null) {
            throw new IllegalStateException("What isn't there is a problem");
        }
        if (end.isBefore(start)) {
            refuse(BACKWARDS, start, end);
        }
        return new TimeRange(start, end, zone == null ? ZoneOffset.UTC : zone);
    }

    /** Without months those up to now, by the server's clock. */
    CohortsQuery cohorts(Clock clock) {
        YearMonth sentStart = query.last("start_month", ProfitParameters::month);
        YearMonth sentEnd = query.last("end_month", ProfitParameters::month);
        query.refuse(InvalidRequest.Kind.REQUEST);
        YearMonth now = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        YearMonth end = sentEnd != null ? sentEnd : sentStart == null ? now : later(sentStart, now);
        YearMonth start = sentStart == null ? end.minusMonths(DEFAULT_MONTHS - 1L) : sentStart;
        if (end.isBefore(start) || ChronoUnit.MONTHS.between(start, end) >= CohortsQuery.MAX_MONTHS) {
            refuse(MONTHS, start, end);
        }
        return new CohortsQuery(organizationId, start, end, clock.instant(), consistency);
    }

    private static YearMonth later(YearMonth a, YearMonth b) {
        return a.isAfter(b) ? a : b;
    }

    private void refuse(String message, Object first, Object last) {
        query.problem(new WireError(
                "value_error",
                Location.QUERY,
                message,
                JsonNodeFactory.instance.arrayNode().add(first.toString()).add(last.toString())));
        query.refuse(InvalidRequest.Kind.REQUEST);
    }

    private <T> @Nullable T required(String name, QueryParameters.Reader<T> reader) {
        if (!query.has(name)) {
            query.problem(WireError.missing(Location.QUERY.child(name), null));
        }
        return query.last(name, reader);
    }

    /** Of several criteria the first decides. */
    private <S> Order<S> order(Function<String, Optional<S>> named, String expected, Order<S> absent) {
        Set<Order<S>> asked = query.all("sorting", text -> {
            boolean descending = text.startsWith("-");
            return named.apply(descending ? text.substring(1) : text)
                    .map(sort -> new Order<>(sort, descending))
                    .orElseThrow(() -> QueryParameters.notOneOf(expected));
        });
        return asked.isEmpty() ? absent : asked.iterator().next();
    }

    private static YearMonth month(String text) throws InvalidValue {
        if (!MONTH.matcher(text).matches() || text.startsWith("0000")) {
            throw unreadableMonth("expected a form like 2026-01");
        }
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw unreadableMonth("month value is outside expected range of 1-12");
        }
    }

    private static InvalidValue unreadableMonth(String reason) {
        return new InvalidValue("month_parsing", "Input should be a valid month, " + reason, Map.of("error", reason));
    }

    private static <S> String sortings(S[] sorts, Function<S, String> name) {
        return Arrays.stream(sorts)
                .map(name)
                .map(text -> "'" + text + "', '-" + text + "'")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.replaceFirst(", ('[^']*')$", " or $1")));
    }
}

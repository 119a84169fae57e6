package dev.costinsights.webui.costs;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import dev.costinsights.webui.costs.CostsAnswers.Panel;
import dev.costinsights.webui.costs.CostsAnswers.Revenue;
import dev.costinsights.webui.costs.CostsCsv.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the bus for what the Costs page shows. */
final class CostsReader {
    private static final Logger LOG = LoggerFactory.getLogger(CostsReader.class);

    /** How long the page waits for a part that it can do without. */
    private static final long PANEL_MILLIS = 3_000;

    private final Vertx vertx;

    CostsReader(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param parsed with a page that exists */
    record Found(CostsViewParser.Parsed parsed, CostsAnswers answers) {}

    private record Reported(CostsViewParser.Parsed parsed, CostReport report) {}

    /** @param whole whether also to ask for what a live page keeps */
    Future<Found> read(UUID organizationId, CostsViewParser.Parsed parsed, boolean whole) {
        CostsView view = parsed.view();
        Future<Optional<Customer>> customer = customer(organizationId, view);
        Future<Optional<Revenue>> revenue = customer.compose(found -> revenue(organizationId, view, found));
        Future<Optional<Panel<VarianceStatistics>>> unusual = whole
                ? panel(Channels.VARIANCE_STATISTICS.ask(vertx, CostsQuestions.unusual(organizationId, view)))
                        .map(Optional::of)
                : Future.succeededFuture(Optional.empty());
        Future<Optional<Panel<PropertyStatistics>>> values = view.property().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : panel(Channels.PROPERTY_STATISTICS.ask(vertx, CostsQuestions.values(organizationId, view)))
                        .map(Optional::of);
        // The total is read after its values, so that what arrives between the two is never missing in it.
        Future<Reported> report = values.compose(read -> report(organizationId, parsed));
        return Future.all(customer, revenue, unusual, report)
                .map(all -> new Found(
                        report.result().parsed(),
                        new CostsAnswers(
                                report.result().report(),
                                customer.result().orElse(null),
                                revenue.result().orElse(null),
                                values.result().orElse(null),
                                unusual.result().orElse(null))));
    }

    /** Asks once, and once more when the page asked for lies behind the last. */
    private Future<Reported> report(UUID organizationId, CostsViewParser.Parsed parsed) {
        CostsView view = parsed.view();
        return Channels.COST_REPORT
                .ask(vertx, CostsQuestions.report(organizationId, view))
                .compose(report -> {
                    int page = CostsPages.existingPage(view, report);
                    return page == view.page()
                            ? Future.succeededFuture(new Reported(parsed, report))
                            : report(organizationId, new CostsViewParser.Parsed(view.withPage(page), parsed.notices()));
                });
    }

    /** Empty for everybody, and for one who is known by events alone. An external id goes before an id. */
    private Future<Optional<Customer>> customer(UUID organizationId, CostsView view) {
        if (!view.ofOne()) {
            return Future.succeededFuture(Optional.empty());
        }
        return registered(organizationId, CustomerRef.ofExternalId(view.customer()))
                .compose(found -> {
                    Iterator<UUID> id = EventFilter.ofCustomer(view.customer())
                            .customerIds()
                            .iterator();
                    return found.isPresent() || !id.hasNext()
                            ? Future.succeededFuture(found)
                            : registered(organizationId, CustomerRef.of(id.next()));
                });
    }

    private Future<Optional<Customer>> registered(UUID organizationId, CustomerRef ref) {
        return Channels.GET_CUSTOMER
                .ask(vertx, new GetCustomer(organizationId, ref))
                .map(Optional::of)
                .recover(
                        failure -> failure instanceof ContractException refused && refused.code() == ErrorCode.NOT_FOUND
                                ? Future.succeededFuture(Optional.empty())
                                : Future.failedFuture(failure));
    }

    private Future<Optional<Revenue>> revenue(UUID organizationId, CostsView view, Optional<Customer> customer) {
        if (view.ofOne() && customer.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        Set<UUID> ids = customer.map(found -> Set.of(found.id())).orElse(Set.of());
        Future<BigDecimal> now = revenue(organizationId, view.range(), ids);
        Future<BigDecimal> before = revenue(organizationId, view.range().previous(), ids);
        return Future.all(now, before).map(both -> Optional.of(new Revenue(now.result(), before.result())));
    }

    private Future<BigDecimal> revenue(UUID organizationId, TimeRange range, Set<UUID> customers) {
        return Channels.METRICS
                .ask(vertx, CostsQuestions.revenue(organizationId, range, customers))
                .map(answer -> answer.totals().getOrDefault(Metric.NET_REVENUE_BY_DATE, BigDecimal.ZERO));
    }

    /** An answer without which the page is still worth showing. */
    private static <T> Future<Panel<T>> panel(Future<T> answer) {
        return answer.timeout(PANEL_MILLIS, TimeUnit.MILLISECONDS)
                .map(Panel::new)
                .recover(failure -> {
                    LOG.warn("A part of the Costs page could not be read: {}", failure.getMessage());
                    return Future.succeededFuture(new Panel<>(null));
                });
    }

    /** The ranked table for a file; of one with many rows the second question brings all from one snapshot. */
    Future<Table> file(UUID organizationId, CostsView view) {
        if (!CostsQuestions.hasRanked(view)) {
            return values(organizationId, view);
        }
        return rows(organizationId, view, 1)
                .compose(report -> {
                    int rows = report.breakdowns().get(0).rowCount();
                    return rows <= BreakdownRequest.MAX_LIMIT
                            ? Future.succeededFuture(report)
                            : rows(organizationId, view, rows);
                })
                .map(report -> CostsCsv.breakdown(view, report));
    }

    private Future<CostReport> rows(UUID organizationId, CostsView view, int rows) {
        return Channels.COST_REPORT.ask(vertx, CostsQuestions.file(organizationId, view, rows));
    }

    private Future<Table> values(UUID organizationId, CostsView view) {
        Future<PropertyStatistics> values = view.property().isEmpty()
                ? Future.succeededFuture(null)
                : Channels.PROPERTY_STATISTICS.ask(vertx, CostsQuestions.values(organizationId, view));
        return values.compose(found -> rows(organizationId, view, 1)
                .map(report -> CostsCsv.values(view, report, found == null ? List.of() : found.items())));
    }

    /** The chart for a file, as far as it has begun. */
    Future<Table> overTimeFile(UUID organizationId, CostsView view, Instant now) {
        return Channels.COST_REPORT
                .ask(vertx, CostsQuestions.overTime(organizationId, view))
                .map(report -> CostsCsv.overTime(view, report, now));
    }
}

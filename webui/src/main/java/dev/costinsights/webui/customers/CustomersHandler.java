package dev.costinsights.webui.customers;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.RankCustomers;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The Customers page, and its tables as files. */
public final class CustomersHandler {
    public static final String PATH = CustomersView.PATH;
    public static final String CSV = CustomersCsv.PATH;

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;

    /** Handlers of one server instance. */
    public CustomersHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
    }

    private record Answer(CustomersView.Parsed parsed, CustomerProfitPage page, ProfitCurve curve, Cohorts cohorts) {}

    /** The page. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        CustomersView.Parsed parsed = parsed(context, reader);
        responder.answer(
                context,
                reader,
                answer(reader.organizationId(), parsed),
                answer -> responder.page(
                        context,
                        200,
                        "customers",
                        Map.of(
                                "page",
                                CustomersPages.page(
                                        answer.parsed().view(),
                                        answer.parsed().notices(),
                                        answer.page(),
                                        answer.curve(),
                                        answer.cohorts()),
                                "shell",
                                responder.shell(context, reader, "Customers", "customers", null))));
    }

    /** The table of customers, or with {@code table=cohorts} the other one. */
    public void csv(RoutingContext context, SessionPrincipal reader) {
        CustomersView view = parsed(context, reader).view();
        UUID organizationId = reader.organizationId();
        if ("cohorts".equals(context.queryParams().get("table"))) {
            responder.answer(
                    context,
                    reader,
                    Channels.COHORTS.ask(vertx, CustomersPages.cohorts(organizationId, clock.instant())),
                    cohorts -> CsvReply.send(context, "cohorts.csv", CustomersCsv.cohorts(cohorts)));
            return;
        }
        var days = view.days().range();
        responder.answer(
                context,
                reader,
                lines(organizationId, view),
                lines -> CsvReply.send(context, "customers-" + days.start() + "-" + days.end() + ".csv", lines));
    }

    private CustomersView.Parsed parsed(RoutingContext context, SessionPrincipal reader) {
        return CustomersView.parse(
                name -> context.queryParams().get(name),
                reader.zone(),
                zone -> LocalDate.ofInstant(clock.instant(), zone));
    }

    /** Asks once, and once more for the list when the page asked for lies behind the last. */
    private Future<Answer> answer(UUID organizationId, CustomersView.Parsed parsed) {
        Future<Cohorts> cohorts = Channels.COHORTS.ask(vertx, CustomersPages.cohorts(organizationId, clock.instant()));
        Future<ProfitCurve> curve =
                Channels.PROFIT_CURVE.ask(vertx, CustomersPages.curve(organizationId, parsed.view()));
        Future<Found> list = list(organizationId, parsed);
        return Future.all(list, curve, cohorts)
                .map(all -> new Answer(list.result().parsed(), list.result().page(), curve.result(), cohorts.result()));
    }

    private record Found(CustomersView.Parsed parsed, CustomerProfitPage page) {}

    private Future<Found> list(UUID organizationId, CustomersView.Parsed parsed) {
        CustomersView view = parsed.view();
        return Channels.LIST_CUSTOMER_PROFITS
                .ask(vertx, CustomersPages.list(organizationId, view))
                .compose(page -> {
                    int existing = CustomersPages.existingPage(view, page);
                    return existing == view.page()
                            ? Future.succeededFuture(new Found(parsed, page))
                            : list(organizationId, new CustomersView.Parsed(view.withPage(existing), parsed.notices()));
                });
    }

    /** What nobody cost belongs to everybody's table alone. */
    private Future<List<List<String>>> lines(UUID organizationId, CustomersView view) {
        CustomerSelection selection = CustomersPages.selection(organizationId, view);
        Future<List<CustomerProfit>> customers = Channels.RANK_CUSTOMERS
                .ask(vertx, new RankCustomers(selection))
                .compose(ranking -> profits(
                        selection,
                        ranking.customerIds()
                                .subList(
                                        0,
                                        Math.min(
                                                CustomersCsv.MOST_ROWS,
                                                ranking.customerIds().size())),
                        new ArrayList<>()));
        if (view.partial()) {
            return customers.map(CustomersCsv::customers);
        }
        return customers.compose(rows -> Channels.LIST_CUSTOMER_PROFITS
                .ask(vertx, new ListCustomerProfits(selection, 0, 1))
                .map(page -> CustomersCsv.customers(rows, page.unattributed())));
    }

    private Future<List<CustomerProfit>> profits(
            CustomerSelection selection, List<UUID> ids, List<CustomerProfit> read) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(read);
        }
        int part = Math.min(GetCustomerProfits.MAX_CUSTOMERS, ids.size());
        return Channels.GET_CUSTOMER_PROFITS
                .ask(
                        vertx,
                        new GetCustomerProfits(
                                selection.organizationId(),
                                selection.range(),
                                ids.subList(0, part),
                                Consistency.BOUNDED))
                .compose(found -> {
                    read.addAll(found.items());
                    return profits(selection, ids.subList(part, ids.size()), read);
                });
    }
}

package dev.costinsights.webui.customers;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.webui.http.Responder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** The Customers page. */
public final class CustomersHandler {
    public static final String PATH = CustomersView.PATH;

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;

    /** Handlers of one server instance. */
    public CustomersHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
    }

    private record Answer(CustomersView.Parsed parsed, CustomerProfitPage page, Cohorts cohorts) {}

    /** The page. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        CustomersView.Parsed parsed = CustomersView.parse(
                name -> context.queryParams().get(name),
                reader.zone(),
                zone -> LocalDate.ofInstant(clock.instant(), zone));
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
                                        answer.cohorts()),
                                "shell",
                                responder.shell(context, reader, "Customers", "customers", null))));
    }

    /** Asks once, and once more for the list when the page asked for lies behind the last. */
    private Future<Answer> answer(UUID organizationId, CustomersView.Parsed parsed) {
        Future<Cohorts> cohorts = Channels.COHORTS.ask(vertx, CustomersPages.cohorts(organizationId, clock.instant()));
        Future<Answer> list = list(organizationId, parsed)
                .compose(found -> cohorts.map(of -> new Answer(found.parsed(), found.page(), of)));
        return Future.all(list, cohorts).map(both -> list.result());
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
}

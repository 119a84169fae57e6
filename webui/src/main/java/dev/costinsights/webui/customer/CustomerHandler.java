package dev.costinsights.webui.customer;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.customer.CustomerAnswers.Registered;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.link.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of one customer, and its tables as files. */
public final class CustomerHandler {
    /** One customer by its id, with {@code .csv} behind it for a file. */
    public static final String PATH = Addresses.CUSTOMERS + "/:customer";

    public static final String FIND = CustomerView.FIND;
    public static final String FIND_CSV = CustomerView.FIND + CustomerView.CSV;

    private static final Logger LOG = LoggerFactory.getLogger(CustomerHandler.class);
    private static final int LONGEST_KEY = 1_000;
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;

    /** Handlers of one server instance. */
    public CustomerHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
    }

    /** A page, or a table of it as a file. */
    private record Asked(RoutingContext context, SessionPrincipal reader, CustomerView.Parsed parsed, boolean csv) {
        UUID organizationId() {
            return reader.organizationId();
        }

        CustomerView view() {
            return parsed.view();
        }

        Asked with(CustomerView view) {
            return new Asked(context, reader, new CustomerView.Parsed(view, parsed.notices()), csv);
        }
    }

    /** A customer by its id. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        String segment = context.pathParam("customer");
        boolean csv = segment.endsWith(CustomerView.CSV);
        String text = csv ? segment.substring(0, segment.length() - CustomerView.CSV.length()) : segment;
        Asked asked = asked(context, reader, csv);
        responder.answer(
                context,
                reader,
                uuid(text)
                        .map(id -> asked.with(asked.view().of(id)))
                        .map(this::registered)
                        .orElseGet(CustomerHandler::nobody),
                Runnable::run);
    }

    /** A customer by its external id or its id: leads to its page, or shows what is known of one nobody registered. */
    public void find(RoutingContext context, SessionPrincipal reader) {
        Asked asked = asked(context, reader, context.normalizedPath().endsWith(CustomerView.CSV));
        String key = context.queryParams().get("key");
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            responder.answer(context, reader, nobody(), Runnable::run);
            return;
        }
        responder.answer(context, reader, found(asked, key), Runnable::run);
    }

    private Asked asked(RoutingContext context, SessionPrincipal reader, boolean csv) {
        CustomerView.Parsed parsed = CustomerView.parse(
                name -> context.queryParams().get(name),
                reader.zone(),
                zone -> LocalDate.ofInstant(clock.instant(), zone));
        return new Asked(context, reader, parsed, csv);
    }

    private Future<Runnable> found(Asked asked, String key) {
        return Channels.GET_CUSTOMER
                .ask(vertx, new GetCustomer(asked.organizationId(), CustomerRef.ofExternalId(key)))
                .map(customer -> Optional.of(customer.id()))
                .recover(failure ->
                        isMissing(failure) ? Future.succeededFuture(uuid(key)) : Future.failedFuture(failure))
                .compose(id -> id.isPresent()
                        ? Future.succeededFuture(() -> responder.redirect(
                                asked.context(), asked.view().of(id.get()).href()))
                        : unregistered(asked.with(asked.view().ofExternalId(key))));
    }

    private Future<Runnable> registered(Asked asked) {
        var questions = CustomerQuestions.of(asked.organizationId(), asked.view());
        Future<CustomerProfits> now = Channels.GET_CUSTOMER_PROFITS.ask(vertx, questions.profits(questions.range()));
        return now.compose(found -> found.items().isEmpty()
                ? nobody()
                : money(questions, found.items().get(0)).compose(money -> rest(asked, questions, money)));
    }

    private Future<Registered> money(CustomerQuestions questions, CustomerProfit now) {
        Future<CustomerProfits> before = Channels.GET_CUSTOMER_PROFITS.ask(
                vertx, questions.profits(questions.range().previous()));
        Future<Optional<CustomerState>> state = Channels.GET_CUSTOMER_STATE
                .ask(vertx, questions.state())
                .map(Optional::of)
                .recover(failure ->
                        isMissing(failure) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(failure));
        Future<MetricsAnswer> months = Channels.METRICS.ask(vertx, questions.metrics());
        return Future.all(before, state, months)
                .map(all -> new Registered(
                        now,
                        before.result().items().isEmpty()
                                ? now
                                : before.result().items().get(0),
                        state.result().orElse(null),
                        months.result()));
    }

    /** Somebody whom an event names; else nobody. */
    private Future<Runnable> unregistered(Asked asked) {
        var questions = CustomerQuestions.of(asked.organizationId(), asked.view());
        return Channels.LIST_EVENTS
                .ask(vertx, questions.any())
                .compose(any -> any.items().isEmpty() ? nobody() : rest(asked, questions, null));
    }

    /** Everything that the page can do without: what fails leaves its place empty, and says so there. */
    private Future<Runnable> rest(Asked asked, CustomerQuestions questions, @Nullable Registered money) {
        Future<Optional<TimeseriesAnswer>> names =
                tried("names", Channels.TIMESERIES.ask(vertx, questions.names(questions.range())));
        Future<Optional<TimeseriesAnswer>> before = tried(
                "names before",
                Channels.TIMESERIES.ask(vertx, questions.names(questions.range().previous())));
        Future<Optional<PropertyStatistics>> models =
                tried("models", Channels.PROPERTY_STATISTICS.ask(vertx, questions.models()));
        Future<Optional<EventPage>> latest = tried("latest", Channels.LIST_EVENTS.ask(vertx, questions.latest()));
        Future<Optional<RevenueEntryPage>> entries = money == null
                ? Future.succeededFuture(Optional.empty())
                : tried("orders and refunds", Channels.LIST_REVENUE_ENTRIES.ask(vertx, questions.entries()));
        return Future.all(names, before, models, latest, entries)
                .map(all -> new CustomerAnswers(
                        money,
                        names.result().orElse(null),
                        before.result().orElse(null),
                        models.result().orElse(null),
                        latest.result().orElse(null),
                        entries.result().orElse(null)))
                .map(answers -> () -> send(asked, answers));
    }

    private static <T> Future<Optional<T>> tried(String part, Future<T> answer) {
        return answer.map(Optional::of).recover(failure -> {
            LOG.warn("A page of a customer is shown without its {}: {}", part, failure.getMessage());
            return Future.succeededFuture(Optional.empty());
        });
    }

    private void send(Asked asked, CustomerAnswers answers) {
        if (asked.csv()) {
            sendCsv(asked, answers);
        } else {
            sendPage(asked, answers);
        }
    }

    private void sendPage(Asked asked, CustomerAnswers answers) {
        CustomerPage page = CustomerPages.page(asked.view(), asked.parsed().notices(), answers, clock.instant());
        responder.page(
                asked.context(),
                200,
                "customer",
                Map.of(
                        "page",
                        page,
                        "shell",
                        responder.shell(asked.context(), asked.reader(), page.name(), "customers", null)));
    }

    private void sendCsv(Asked asked, CustomerAnswers answers) {
        String named = asked.context().queryParams().get("table");
        CustomerCsv.Table table = CustomerCsv.Table.ofKey(named == null ? "" : named);
        Optional<List<List<String>>> lines = CustomerCsv.lines(table, asked.view(), answers);
        var days = asked.view().days().range();
        if (lines.isEmpty()) {
            responder.failure(
                    asked.context(),
                    asked.reader(),
                    new ContractException(ErrorCode.UNAVAILABLE, "The table's question failed."));
            return;
        }
        CsvReply.send(
                asked.context(),
                "customer-" + table.key() + "-" + days.start() + "-" + days.end() + ".csv",
                lines.get());
    }

    private static Future<Runnable> nobody() {
        return Future.failedFuture(
                new ContractException(ErrorCode.NOT_FOUND, "The organization has no such customer."));
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof ContractException known && known.code() == ErrorCode.NOT_FOUND;
    }

    private static Optional<UUID> uuid(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.matches(UUID_FORM) ? Optional.of(UUID.fromString(lower)) : Optional.empty();
    }
}

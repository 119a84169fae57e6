package dev.costinsights.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.accounts.AcceptInvitation;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.AuthenticateToken;
import dev.costinsights.contracts.accounts.ChangePassword;
import dev.costinsights.contracts.accounts.ChangeRole;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.EndSession;
import dev.costinsights.contracts.accounts.EndSessions;
import dev.costinsights.contracts.accounts.FindInvitation;
import dev.costinsights.contracts.accounts.FindSampleOrganization;
import dev.costinsights.contracts.accounts.FoundInvitation;
import dev.costinsights.contracts.accounts.Invitation;
import dev.costinsights.contracts.accounts.InvitePerson;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.ListPeople;
import dev.costinsights.contracts.accounts.ListSessions;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.OpenSampleOrganization;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.OrganizationPage;
import dev.costinsights.contracts.accounts.People;
import dev.costinsights.contracts.accounts.Person;
import dev.costinsights.contracts.accounts.RemovePerson;
import dev.costinsights.contracts.accounts.ResetPassword;
import dev.costinsights.contracts.accounts.ResolveSession;
import dev.costinsights.contracts.accounts.RevokeInvitation;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.SampleOrganization;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionList;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.SignInWithLink;
import dev.costinsights.contracts.accounts.SignInWithPassword;
import dev.costinsights.contracts.accounts.SignOut;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.accounts.TokenRevoked;
import dev.costinsights.contracts.accounts.UpdateOrganization;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.CreateMember;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerPage;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.DeleteMember;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.customers.GetCustomerState;
import dev.costinsights.contracts.customers.GetMember;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.customers.ListMembers;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberPage;
import dev.costinsights.contracts.customers.MemberRef;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.customers.UpdateMember;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.GetDashboard;
import dev.costinsights.contracts.dashboards.ListDashboards;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.FoundEvent;
import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.GetEventType;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.contracts.events.UpdateEventType;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.ListMrrMovements;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.contracts.metrics.MrrMovementPage;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.contracts.profit.CustomerRanking;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurveQuery;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.profit.RankCustomers;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.GetImport;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ImportPage;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.StartImport;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import dev.costinsights.contracts.samples.GetSampleData;
import dev.costinsights.contracts.samples.LoadSampleData;
import dev.costinsights.contracts.samples.SampleData;
import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import dev.costinsights.contracts.webhooks.CreateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.DeleteWebhookEndpoint;
import dev.costinsights.contracts.webhooks.GetWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.ListWebhookEndpoints;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookDeliveryPage;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookEndpointPage;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTypesTest {
    private static final UUID ID = UUID.fromString("7f3f1a52-58c6-4f2e-9a41-0c6f6c7f0d11");
    private static final Instant NOW = Instant.parse("2026-03-29T00:59:59.999999Z");
    private static final TimeRange RANGE =
            new TimeRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 29), ZoneId.of("Asia/Kathmandu"));

    private static final RevenueImport REVENUE_IMPORT = new RevenueImport(
            ID,
            ID,
            ImportKind.SUBSCRIPTIONS,
            false,
            RevenueImport.Status.INTERRUPTED,
            100,
            50,
            30,
            15,
            2,
            5,
            7,
            NOW,
            null);

    static Stream<Message> everyMessage() {
        return Stream.of(statistics(), webhooks(), profit(), everythingElse()).flatMap(messages -> messages);
    }

    private static Stream<Message> profit() {
        var selection = new CustomerSelection(
                ID,
                RANGE,
                "acm",
                CustomerSelection.Who.LOSING,
                CustomerSelection.Sort.PROFIT_MARGIN,
                true,
                Consistency.STRONG);
        var figures = new ProfitFigures(
                BigDecimal.TEN,
                new BigDecimal("9.5"),
                BigDecimal.ZERO,
                BigDecimal.ONE,
                new BigDecimal("0.000000000001"));
        var whole = new CustomerProfit(
                ID,
                "acme",
                "Acme",
                "a@example.org",
                figures,
                3,
                BigDecimal.TEN,
                BigDecimal.ONE,
                CustomerProfit.Confidence.LOW,
                NOW,
                NOW,
                "chat.reply");
        var bare = new CustomerProfit(
                ID, null, null, null, ProfitFigures.NONE, 0, BigDecimal.ZERO, null, null, null, null, null);
        return Stream.of(
                new ListCustomerProfits(selection, 10_000_000_000L, 100),
                new CustomerProfitPage(
                        List.of(whole, bare),
                        new CustomerProfitPage.Sums(ProfitFigures.ofCosts(BigDecimal.ONE), 2),
                        new CustomerProfitPage.Totals(figures, 5, BigDecimal.TEN),
                        10_000_000_001L,
                        NOW),
                new RankCustomers(selection),
                new CustomerRanking(List.of(ID), NOW),
                new GetCustomerProfits(ID, RANGE, List.of(ID), Consistency.BOUNDED),
                new CustomerProfits(List.of(whole, bare), NOW),
                new ListProductProfits(
                        ID, RANGE, ListProductProfits.Sort.NET_REVENUE_BY_DATE, false, 0, 10_000, Consistency.BOUNDED),
                new ProductProfitPage(
                        List.of(
                                new ProductProfit(ID, "Pro", BillingType.RECURRING, figures, 2, 1),
                                new ProductProfit(null, null, null, ProfitFigures.NONE, 0, 0)),
                        ProfitFigures.NONE,
                        figures,
                        2,
                        1,
                        2,
                        NOW),
                new ProfitCurveQuery(ID, RANGE, 5, Consistency.BOUNDED),
                new ProfitCurve(
                        List.of(new ProfitCurve.Step(ProfitCurve.Part.LOSS, 2, new BigDecimal("-0.5"))),
                        new ProfitCurve.Counts(
                                3, 2, 1, 2, 1, BigDecimal.TEN, new BigDecimal("-0.5"), new BigDecimal("-0.25")),
                        List.of(whole),
                        List.of(bare),
                        NOW),
                new CohortsQuery(ID, YearMonth.of(2025, 12), YearMonth.of(2026, 11), NOW, Consistency.BOUNDED),
                new Cohorts(
                        List.of(new Cohorts.Cohort(
                                YearMonth.of(2026, 11), 3, List.of(Cohorts.Age.of(0, BigDecimal.TEN, 3, false)))),
                        NOW));
    }

    private static Stream<Message> statistics() {
        var scope = new StatisticsScope(
                ID, RANGE, EventFilter.ALL, List.of(StatisticsScope.COST, "tokens"), Consistency.STRONG);
        var source = new StatisticsSource(StatisticsSource.HISTOGRAM_ERROR, NOW);
        var name = new EventStatistics(
                "chat.reply",
                "Chat reply",
                null,
                1,
                1,
                List.of(EventStatistics.FieldStatistics.NONE, EventStatistics.FieldStatistics.NONE));
        List<BigDecimal> amounts = List.of(BigDecimal.ONE, new BigDecimal("-0.000000000001"));
        return Stream.of(
                new TimeseriesQuery(
                        scope, Interval.DAY, List.of(new TimeseriesQuery.Sort(TimeseriesQuery.Property.P95, true))),
                new TimeseriesAnswer(
                        List.of(new TimeseriesAnswer.PeriodStatistics(
                                new Period(NOW, NOW, NOW.plusSeconds(60)), List.of(name))),
                        List.of(name),
                        source),
                new PropertyStatisticsQuery(scope, "_llm.model", 200),
                new PropertyStatistics(List.of(new PropertyStatistics.Item("gpt", 2, 1, amounts)), source),
                new CustomerStatisticsQuery(scope, 200),
                new CustomerStatistics(
                        List.of(new CustomerStatistics.Item(
                                ID, "acme", null, "a@example.org", 2, amounts, new BigDecimal("0.333333"))),
                        source),
                new VarianceQuery(scope, 100),
                new VarianceStatistics(
                        List.of(new VarianceStatistics.Item(
                                ID, "chat.reply", null, "acme", NOW, amounts, amounts, amounts)),
                        source));
    }

    private static Stream<Message> webhooks() {
        var endpoint = new WebhookEndpoint(
                ID, ID, WebhookProvider.STRIPE, "Live", "cdef", NOW, "external_customer_id", true, NOW, null);
        var refused = new WebhookDelivery(
                "evt_1", "invoice.paid", NOW, WebhookDelivery.Outcome.REFUSED, "net_amount: Field required", 0, 0, 0);
        return Stream.of(
                endpoint,
                new CreateWebhookEndpoint(ID, WebhookProvider.POLAR, "Live", new Secret("whsec_0123456789"), "user"),
                new UpdateWebhookEndpoint(ID, ID, null, new Secret("whsec_9876543210"), true, null, false),
                new GetWebhookEndpoint(ID, ID),
                new DeleteWebhookEndpoint(ID, ID),
                new ListWebhookEndpoints(ID, 0, 10),
                new WebhookEndpointPage(List.of(endpoint), 1),
                new ListWebhookDeliveries(ID, ID, 10, 10),
                new WebhookDeliveryPage(List.of(refused), 11),
                new ReceiveWebhook(WebhookProvider.POLAR, ID, "e1", "1764000000", "v1,abc", "{}"),
                new WebhookReceipt(false, 1, 0, 1));
    }

    private static Stream<Message> everythingElse() {
        var row = new CostReport.Row(
                "chat.reply", new BigDecimal("0.000000000001"), BigDecimal.ZERO, 3, List.of(BigDecimal.TEN));
        var sums = new CostReport.Row(null, BigDecimal.ONE, BigDecimal.ONE, 1, List.of());
        var figures = new CostReport.Figures(new BigDecimal("12345678901234567.123456789012"), 4, 2);
        var costs = new CostReport.PeriodCosts(NOW, NOW, NOW.plusSeconds(60), new BigDecimal("-0.5"), 1);
        var breakdown = new CostReportQuery.BreakdownRequest(
                Dimension.CUSTOMER, CostReportQuery.Sort.CHANGE, false, 25, 25, true);
        var token = new AccessToken(ID, ID, "first event", Set.of(Scope.METRICS_READ), NOW, null, NOW);
        var invitation = new Invitation(ID, "ada@example.com", Role.VIEWER, NOW, NOW);
        var organization = new Organization(ID, "Acme, Inc.", "acme-inc", NOW, NOW);
        var customer = new Customer(
                ID,
                ID,
                "acme",
                Customer.Type.TEAM,
                "a@example.org",
                "Acme",
                null,
                "{\"country\": \"DE\"}",
                null,
                "de",
                Map.of("plan", MetadataValue.of("pro")),
                NOW,
                null,
                NOW);
        var subscription = new ActiveSubscription(
                ID,
                NOW,
                null,
                Map.of("seats", MetadataValue.of(3)),
                true,
                10_000_000_000L,
                "eur",
                "year",
                2,
                NOW,
                NOW.plusSeconds(1),
                NOW,
                null,
                true,
                null,
                NOW,
                NOW,
                ID,
                null);
        var dashboard = new MetricDashboard(ID, ID, "Costs", List.of("costs", "profit"), NOW, null);
        var member = new Member(ID, ID, ID, null, "b@example.org", "B", Member.Role.OWNER, NOW, NOW);
        var metadata = Map.of("plan", MetadataValue.of("pro"), "score", MetadataValue.of(new BigDecimal("1.50")));
        var event = new Event(
                ID,
                ID,
                NOW,
                "llm",
                "LLM",
                ID,
                customer,
                "acme",
                null,
                "member",
                ID,
                3,
                metadata,
                CostAmount.ofCents("0.025"),
                LlmUsage.of("openai", "gpt"),
                Map.of("_cost.amount", new BigDecimal("18")));
        var type = new EventType(ID, ID, "llm", "LLM", "subject", NOW, null);
        var condition = new EventCondition.Group(
                EventCondition.Conjunction.OR,
                List.of(
                        new EventCondition.Clause("name", EventCondition.Operator.NOT_LIKE, "x"),
                        new EventCondition.Group(
                                EventCondition.Conjunction.AND,
                                List.of(
                                        new EventCondition.Clause("a.b", EventCondition.Operator.GTE, -3),
                                        new EventCondition.Clause("c", EventCondition.Operator.EQ, true)))));
        var filter = new EventFilter(
                NOW,
                null,
                Set.of(ID),
                Set.of("acme"),
                Set.of(""),
                Set.of(EventSource.USER),
                Set.of(ID),
                "abc",
                Map.of("plan", Set.of("pro", "1")),
                condition);
        return Stream.of(
                new ListEvents(ID, filter, ID, 5, false, List.of("_cost.amount"), 10, 100, true, Consistency.STRONG),
                new EventPage(List.of(event), true, 7L, NOW),
                new GetEvent(ID, ID, List.of(), Consistency.BOUNDED),
                new FoundEvent(event, NOW),
                type,
                new GetEventType(ID, "llm.inference"),
                new UpdateEventType(ID, ID, "LLM", null),
                new ListEventNames(
                        ID,
                        Set.of(ID),
                        Set.of("acme"),
                        Set.of(EventSource.SYSTEM),
                        "l",
                        true,
                        true,
                        ID,
                        ListEventNames.Sort.LAST_SEEN,
                        true,
                        0,
                        10,
                        Consistency.STRONG),
                new EventNamePage(List.of(new EventNamePage.Item("llm", type, 3, NOW, NOW)), 1, NOW),
                new Done(),
                new IngestEvents(ID, List.of(fullEvent(), NewEvent.of("", "").build())),
                new IngestResult(1, 2),
                new LogAppended(ID),
                new TotalsChanged(ID, NOW),
                new MetricsQuery(
                        ID,
                        RANGE,
                        Interval.WEEK,
                        List.of(Metric.COSTS),
                        Set.of(ID),
                        Set.of(ID),
                        Set.of(BillingType.ONE_TIME),
                        Consistency.STRONG),
                new IngestFacts(ID, List.of(new NewFact("order.paid", NOW, "{\"id\":1}"))),
                new FactsResult(3, 2, 1),
                new StartImport(ID, ImportKind.ORDERS, true, "id,created_at\r\n"),
                REVENUE_IMPORT,
                new GetImport(ID, ID),
                new ListImports(ID, 20, 10),
                new ImportPage(List.of(REVENUE_IMPORT), 21),
                new ListImportErrors(ID, ID, 0, 10_000),
                new ImportErrorPage(
                        List.of(
                                new ImportErrorPage.Item(2, "net_amount", "x", "No."),
                                new ImportErrorPage.Item(3, null, null, "No.")),
                        2),
                new ListWaitingFacts(ID, 20, 10),
                new WaitingFactPage(List.of(new WaitingFactPage.Item("refund", ID, NOW, "order", ID)), 21),
                new MetricsAnswer(
                        List.of(new MetricsAnswer.Values(NOW, Map.of(Metric.COSTS, new BigDecimal("4760.8895")))),
                        Map.of(Metric.CUMULATIVE_COSTS, new BigDecimal("0.100000000001")),
                        NOW),
                new ListMrrMovements(ID, RANGE, Interval.MONTH, Set.of(ID), Set.of(ID), Consistency.STRONG, 20, 10),
                new MrrMovementPage(
                        List.of(new MrrMovementPage.Item(
                                NOW, ID, null, "Ann", null, MrrMovement.CONTRACTION, BigDecimal.TEN, BigDecimal.ONE)),
                        21,
                        NOW),
                new CostReportQuery(ID, RANGE, RANGE.previous(), RANGE, Interval.DAY, List.of(breakdown)),
                new CostReportQuery(ID, RANGE, RANGE.previous(), RANGE, Interval.DAY, List.of(), "acme"),
                new CostReport(
                        List.of(costs),
                        List.of(costs),
                        figures,
                        figures,
                        List.of(new CostReport.Breakdown(Dimension.CUSTOMER, List.of(row), 9, sums, sums)),
                        NOW,
                        null,
                        new CostReport.Freshness(NOW, 20)),
                new AuthenticateToken(new Secret("s")),
                new TokenPrincipal(ID, ID, Set.of(Scope.EVENTS_WRITE)),
                new CreateToken(ID, "first event", Set.of(Scope.METRICS_READ), NOW),
                new NewToken(token, new Secret("t")),
                new ListTokens(null, 10_000_000_000L, 100),
                new TokenPage(List.of(token), 10_000_000_001L),
                new RevokeToken(ID, ID),
                new TokenRevoked(ID),
                new CreateOrganization("Acme, Inc.", null),
                organization,
                new ListOrganizations(ID, 0, 1),
                new OrganizationPage(List.of(organization), 1),
                customer,
                new CreateCustomer(
                        ID,
                        Customer.Type.INDIVIDUAL,
                        "acme/1",
                        "a@example.org",
                        null,
                        new BillingAddress(Map.of("country", "DE", "city", "Köln")),
                        "DE1",
                        "de",
                        Map.of("seats", MetadataValue.of(3)),
                        new NewMember("a@example.org", "A", null)),
                new UpdateCustomer(
                        ID,
                        CustomerRef.ofExternalId("acme"),
                        Customer.Type.TEAM,
                        new Change<>(null),
                        null,
                        new Change<>("Acme"),
                        new Change<>(new BillingAddress(Map.of("country", "DE"))),
                        null,
                        new Change<>("de"),
                        Map.of("flag", MetadataValue.of(true))),
                new UpdateCustomer(ID, CustomerRef.of(ID), null, null, null, null, null, null, null, null),
                new DeleteCustomer(ID, CustomerRef.of(ID), true),
                new GetCustomer(ID, CustomerRef.ofExternalId("")),
                new GetCustomerState(ID, CustomerRef.of(ID), Consistency.STRONG),
                new CustomerState(customer, List.of(subscription), NOW),
                new ListCustomers(
                        ID,
                        "a@example.org",
                        "acm",
                        true,
                        Map.of("plan", List.of("pro", "1")),
                        List.of(new ListCustomers.Sort(ListCustomers.Property.NAME, true)),
                        10_000_000_000L,
                        100),
                new CustomerPage(List.of(customer), 10_000_000_001L),
                new CreateMember(
                        ID, CustomerRef.of(ID), new NewMember("b@example.org", null, "b"), Member.Role.BILLING_MANAGER),
                new UpdateMember(
                        ID,
                        CustomerRef.of(ID),
                        MemberRef.ofExternalId("b"),
                        "c@example.org",
                        new Change<>(null),
                        Member.Role.OWNER),
                new DeleteMember(ID, CustomerRef.of(ID), MemberRef.of(ID)),
                new GetMember(ID, CustomerRef.of(ID), MemberRef.of(ID)),
                new ListMembers(ID, ID, "acme", Member.Role.MEMBER, true, 1, 10),
                member,
                new MemberPage(List.of(member), 1),
                new SignInWithPassword("a@example.org", new Secret("p"), "127.0.0.1"),
                new SignInWithLink(new Secret("c"), "127.0.0.1"),
                dashboard,
                new DashboardList(List.of(dashboard)),
                new ListDashboards(ID),
                new GetDashboard(ID, ID),
                new CreateDashboard(ID, "Costs", List.of("costs")),
                new UpdateDashboard(ID, ID, null, null),
                new UpdateDashboard(ID, ID, "Costs", List.of()),
                new DeleteDashboard(ID, ID),
                new ListRevenueEntries(
                        ID, NOW, NOW, Set.of(ID), null, new ListRevenueEntries.Position(NOW, ID), 50, false),
                new RevenueEntryPage(
                        List.of(new RevenueEntryPage.Entry(
                                ID,
                                RevenueEntryPage.Kind.REFUND,
                                ID,
                                NOW,
                                new BigDecimal("-1250"),
                                ID,
                                "Halcyon Freight",
                                ID,
                                "Scale, monthly",
                                "subscription_cycle")),
                        false,
                        NOW),
                new FindSampleOrganization(ID, true),
                new SampleOrganization(ID),
                new OpenSampleOrganization(ID),
                new GetSampleData(ID),
                new LoadSampleData(ID),
                new SampleData(SampleData.State.LOADING, 1_000, 20_000, "refused"),
                new NewSession(new Secret("s"), NOW),
                new ResolveSession(new Secret("s")),
                new SessionPrincipal(
                        ID, ID, null, ID, "default", Role.OWNER, ZoneOffset.UTC, DefaultRange.YEAR, new Secret("x")),
                new UpdateOrganization(ID, "Fernwright", ZoneId.of("Asia/Kathmandu"), DefaultRange.WEEK),
                new ListPeople(ID),
                new People(
                        List.of(
                                new Person(ID, null, Role.OWNER, NOW, null),
                                new Person(ID, "ada@example.com", Role.VIEWER, NOW, NOW)),
                        List.of(invitation)),
                new InvitePerson(ID, "ada@example.com", Role.MEMBER),
                new ResetPassword(ID, ID),
                new NewInvitation(invitation, new Secret("c")),
                new RevokeInvitation(ID, ID),
                new ChangeRole(ID, ID, Role.OWNER),
                new RemovePerson(ID, ID),
                new FindInvitation(new Secret("c"), "127.0.0.1"),
                new FoundInvitation("Fernwright", "ada@example.com", null, NOW),
                new AcceptInvitation(new Secret("c"), new Secret("p"), "127.0.0.1"),
                new ChangePassword(ID, ID, ID, new Secret("p"), new Secret("q")),
                new ListSessions(ID, ID),
                new SessionList(List.of(new SessionList.Item(ID, NOW, NOW))),
                new EndSession(ID, ID, ID),
                new EndSessions(ID, ID),
                new SignOut(new Secret("s")));
    }

    private static NewEvent fullEvent() {
        return new NewEvent(
                "llm.inference",
                NOW,
                "e-1",
                "e-0",
                ID,
                "acme",
                ID,
                "member",
                Map.of(
                        "flag", MetadataValue.of(true),
                        "whole", new MetadataValue.Whole(new BigInteger("123456789012345678901234567890")),
                        "decimal", MetadataValue.of(new BigDecimal("1.50")),
                        "decimal-whole", MetadataValue.of(new BigDecimal("18.0")),
                        "text", MetadataValue.of("1")),
                dev.costinsights.contracts.events.CostAmount.ofCents("99999999999999999.999999999999"),
                new LlmUsage("openai", "gpt-5-mini", "hi", null, 1L, null, 2L, 3L));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void everyMessageSurvivesTheWayToAnotherNode(Message message) {
        var codec = new ContractCodec();
        Buffer wire = Buffer.buffer().appendString("before");
        int position = wire.length();
        codec.encodeToWire(wire, message);

        assertThat(codec.decodeFromWire(position, wire)).isEqualTo(message);
    }

    @Test
    void everyListedMessageIsTested() {
        assertThat(everyMessage().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(MessageTypes.byTag().values());
    }

    @Test
    void anUnknownTagIsRefused() {
        Buffer wire =
                Buffer.buffer().appendInt(4).appendString("evil").appendInt(2).appendString("{}");

        assertThatThrownBy(() -> new ContractCodec().decodeFromWire(0, wire))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsDontShowUpInText() {
        assertThat(new AuthenticateToken(new Secret("ci_live_abc")).toString()).doesNotContain("abc");
    }
}

package dev.costinsights.contracts;

import dev.costinsights.contracts.accounts.AcceptInvitation;
import dev.costinsights.contracts.accounts.AuthenticateToken;
import dev.costinsights.contracts.accounts.ChangePassword;
import dev.costinsights.contracts.accounts.ChangeRole;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.EndSession;
import dev.costinsights.contracts.accounts.EndSessions;
import dev.costinsights.contracts.accounts.FindInvitation;
import dev.costinsights.contracts.accounts.FindSampleOrganization;
import dev.costinsights.contracts.accounts.FoundInvitation;
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
import dev.costinsights.contracts.accounts.RemovePerson;
import dev.costinsights.contracts.accounts.ResetPassword;
import dev.costinsights.contracts.accounts.ResolveSession;
import dev.costinsights.contracts.accounts.RevokeInvitation;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.SampleOrganization;
import dev.costinsights.contracts.accounts.SessionList;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.SignInWithLink;
import dev.costinsights.contracts.accounts.SignInWithPassword;
import dev.costinsights.contracts.accounts.SignOut;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.accounts.TokenRevoked;
import dev.costinsights.contracts.accounts.UpdateOrganization;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.Topic;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.CreateMember;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerPage;
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
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.customers.UpdateMember;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.GetDashboard;
import dev.costinsights.contracts.dashboards.ListDashboards;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.FoundEvent;
import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.GetEventType;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.events.UpdateEventType;
import dev.costinsights.contracts.metrics.ListMrrMovements;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.MrrMovementPage;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.contracts.profit.CustomerRanking;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurveQuery;
import dev.costinsights.contracts.profit.RankCustomers;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.GetImport;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportPage;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.StartImport;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import dev.costinsights.contracts.samples.GetSampleData;
import dev.costinsights.contracts.samples.LoadSampleData;
import dev.costinsights.contracts.samples.SampleData;
import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
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
import dev.costinsights.contracts.webhooks.WebhookDeliveryPage;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookEndpointPage;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import java.time.Duration;

/**
 * The whole bus on one page: every address, what is asked there and what is answered. Timeouts stay below the five
 * seconds after which official clients give up, so that they see an answer that says to try again.
 */
public final class Channels {
    private static final Duration SHORT = Duration.ofMillis(2_500);
    private static final Duration LONG = Duration.ofMillis(4_500);
    /** A strong read may first wait five seconds for the totals. */
    private static final Duration STRONG_READ = Duration.ofMillis(9_500);

    public static final Channel<IngestEvents, IngestResult> INGEST_EVENTS =
            new Channel<>("cost-insights.ingestion.events-ingest.v1", LONG);
    public static final Channel<IngestFacts, FactsResult> INGEST_FACTS =
            new Channel<>("cost-insights.ingestion.facts-ingest.v1", LONG);
    public static final Channel<StartImport, RevenueImport> START_IMPORT =
            new Channel<>("cost-insights.ingestion.import-start.v1", LONG);
    public static final Channel<GetImport, RevenueImport> GET_IMPORT =
            new Channel<>("cost-insights.ingestion.import-get.v1", SHORT);
    public static final Channel<ListImports, ImportPage> LIST_IMPORTS =
            new Channel<>("cost-insights.ingestion.import-list.v1", SHORT);
    public static final Channel<ListImportErrors, ImportErrorPage> LIST_IMPORT_ERRORS =
            new Channel<>("cost-insights.ingestion.import-error-list.v1", LONG);
    public static final Channel<ListWaitingFacts, WaitingFactPage> LIST_WAITING_FACTS =
            new Channel<>("cost-insights.presentation.waiting-fact-list.v1", LONG);
    public static final Channel<ListRevenueEntries, RevenueEntryPage> LIST_REVENUE_ENTRIES =
            new Channel<>("cost-insights.presentation.revenue-entry-list.v1", LONG);
    public static final Channel<UpdateEventType, EventType> UPDATE_EVENT_TYPE =
            new Channel<>("cost-insights.ingestion.event-type-update.v1", SHORT);

    public static final Channel<MetricsQuery, MetricsAnswer> METRICS =
            new Channel<>("cost-insights.presentation.metrics-get.v1", STRONG_READ);
    public static final Channel<ListMrrMovements, MrrMovementPage> LIST_MRR_MOVEMENTS =
            new Channel<>("cost-insights.presentation.mrr-movement-list.v1", STRONG_READ);
    public static final Channel<ListEvents, EventPage> LIST_EVENTS =
            new Channel<>("cost-insights.presentation.event-list.v1", STRONG_READ);
    public static final Channel<GetEvent, FoundEvent> GET_EVENT =
            new Channel<>("cost-insights.presentation.event-get.v1", STRONG_READ);
    public static final Channel<ListEventNames, EventNamePage> LIST_EVENT_NAMES =
            new Channel<>("cost-insights.presentation.event-name-list.v1", STRONG_READ);
    public static final Channel<GetEventType, EventType> GET_EVENT_TYPE =
            new Channel<>("cost-insights.presentation.event-type-get.v1", SHORT);
    public static final Channel<CostReportQuery, CostReport> COST_REPORT =
            new Channel<>("cost-insights.presentation.cost-report-get.v1", LONG);

    public static final Channel<CreateCustomer, Customer> CREATE_CUSTOMER =
            new Channel<>("cost-insights.ingestion.customer-create.v1", SHORT);
    public static final Channel<UpdateCustomer, Customer> UPDATE_CUSTOMER =
            new Channel<>("cost-insights.ingestion.customer-update.v1", SHORT);
    public static final Channel<DeleteCustomer, Done> DELETE_CUSTOMER =
            new Channel<>("cost-insights.ingestion.customer-delete.v1", SHORT);
    public static final Channel<CreateMember, Member> CREATE_MEMBER =
            new Channel<>("cost-insights.ingestion.member-create.v1", SHORT);
    public static final Channel<UpdateMember, Member> UPDATE_MEMBER =
            new Channel<>("cost-insights.ingestion.member-update.v1", SHORT);
    public static final Channel<DeleteMember, Done> DELETE_MEMBER =
            new Channel<>("cost-insights.ingestion.member-delete.v1", SHORT);
    public static final Channel<GetCustomer, Customer> GET_CUSTOMER =
            new Channel<>("cost-insights.presentation.customer-get.v1", SHORT);
    public static final Channel<GetCustomerState, CustomerState> GET_CUSTOMER_STATE =
            new Channel<>("cost-insights.presentation.customer-state-get.v1", STRONG_READ);
    public static final Channel<ListCustomers, CustomerPage> LIST_CUSTOMERS =
            new Channel<>("cost-insights.presentation.customer-list.v1", LONG);
    public static final Channel<GetMember, Member> GET_MEMBER =
            new Channel<>("cost-insights.presentation.member-get.v1", SHORT);
    public static final Channel<ListMembers, MemberPage> LIST_MEMBERS =
            new Channel<>("cost-insights.presentation.member-list.v1", LONG);

    public static final Channel<CreateWebhookEndpoint, WebhookEndpoint> CREATE_WEBHOOK_ENDPOINT =
            new Channel<>("cost-insights.ingestion.webhook-endpoint-create.v1", SHORT);
    public static final Channel<ListWebhookEndpoints, WebhookEndpointPage> LIST_WEBHOOK_ENDPOINTS =
            new Channel<>("cost-insights.ingestion.webhook-endpoint-list.v1", SHORT);
    public static final Channel<GetWebhookEndpoint, WebhookEndpoint> GET_WEBHOOK_ENDPOINT =
            new Channel<>("cost-insights.ingestion.webhook-endpoint-get.v1", SHORT);
    public static final Channel<UpdateWebhookEndpoint, WebhookEndpoint> UPDATE_WEBHOOK_ENDPOINT =
            new Channel<>("cost-insights.ingestion.webhook-endpoint-update.v1", SHORT);
    public static final Channel<DeleteWebhookEndpoint, Done> DELETE_WEBHOOK_ENDPOINT =
            new Channel<>("cost-insights.ingestion.webhook-endpoint-delete.v1", SHORT);
    public static final Channel<ListWebhookDeliveries, WebhookDeliveryPage> LIST_WEBHOOK_DELIVERIES =
            new Channel<>("cost-insights.ingestion.webhook-delivery-list.v1", SHORT);
    public static final Channel<ReceiveWebhook, WebhookReceipt> RECEIVE_WEBHOOK =
            new Channel<>("cost-insights.ingestion.webhook-receive.v1", LONG);

    public static final Channel<TimeseriesQuery, TimeseriesAnswer> TIMESERIES =
            new Channel<>("cost-insights.presentation.timeseries-get.v1", STRONG_READ);
    public static final Channel<PropertyStatisticsQuery, PropertyStatistics> PROPERTY_STATISTICS =
            new Channel<>("cost-insights.presentation.property-statistics-get.v1", STRONG_READ);
    public static final Channel<CustomerStatisticsQuery, CustomerStatistics> CUSTOMER_STATISTICS =
            new Channel<>("cost-insights.presentation.customer-statistics-get.v1", STRONG_READ);
    public static final Channel<VarianceQuery, VarianceStatistics> VARIANCE_STATISTICS =
            new Channel<>("cost-insights.presentation.variance-statistics-get.v1", STRONG_READ);

    public static final Channel<ListCustomerProfits, CustomerProfitPage> LIST_CUSTOMER_PROFITS =
            new Channel<>("cost-insights.presentation.customer-profit-list.v1", STRONG_READ);
    public static final Channel<RankCustomers, CustomerRanking> RANK_CUSTOMERS =
            new Channel<>("cost-insights.presentation.customer-rank.v1", STRONG_READ);
    public static final Channel<GetCustomerProfits, CustomerProfits> GET_CUSTOMER_PROFITS =
            new Channel<>("cost-insights.presentation.customer-profits-get.v1", STRONG_READ);
    public static final Channel<ProfitCurveQuery, ProfitCurve> PROFIT_CURVE =
            new Channel<>("cost-insights.presentation.profit-curve-get.v1", STRONG_READ);
    public static final Channel<ListProductProfits, ProductProfitPage> LIST_PRODUCT_PROFITS =
            new Channel<>("cost-insights.presentation.product-profit-list.v1", STRONG_READ);
    public static final Channel<CohortsQuery, Cohorts> COHORTS =
            new Channel<>("cost-insights.presentation.cohorts-get.v1", STRONG_READ);

    public static final Channel<AuthenticateToken, TokenPrincipal> AUTHENTICATE_TOKEN =
            new Channel<>("cost-insights.accounts.token-authenticate.v1", SHORT);
    public static final Channel<CreateToken, NewToken> CREATE_TOKEN =
            new Channel<>("cost-insights.accounts.token-create.v1", SHORT);
    public static final Channel<ListTokens, TokenPage> LIST_TOKENS =
            new Channel<>("cost-insights.accounts.token-list.v1", SHORT);
    public static final Channel<RevokeToken, Done> REVOKE_TOKEN =
            new Channel<>("cost-insights.accounts.token-revoke.v1", SHORT);
    public static final Channel<CreateOrganization, Organization> CREATE_ORGANIZATION =
            new Channel<>("cost-insights.accounts.organization-create.v1", SHORT);
    public static final Channel<ListOrganizations, OrganizationPage> LIST_ORGANIZATIONS =
            new Channel<>("cost-insights.accounts.organization-list.v1", SHORT);
    public static final Channel<FindSampleOrganization, SampleOrganization> FIND_SAMPLE_ORGANIZATION =
            new Channel<>("cost-insights.accounts.sample-organization-find.v1", SHORT);
    public static final Channel<OpenSampleOrganization, NewSession> OPEN_SAMPLE_ORGANIZATION =
            new Channel<>("cost-insights.accounts.sample-organization-open.v1", SHORT);
    public static final Channel<LoadSampleData, SampleData> LOAD_SAMPLE_DATA =
            new Channel<>("cost-insights.samples.data-load.v1", LONG);
    public static final Channel<GetSampleData, SampleData> GET_SAMPLE_DATA =
            new Channel<>("cost-insights.samples.data-get.v1", SHORT);
    public static final Channel<ListDashboards, DashboardList> LIST_DASHBOARDS =
            new Channel<>("cost-insights.accounts.dashboard-list.v1", SHORT);
    public static final Channel<GetDashboard, MetricDashboard> GET_DASHBOARD =
            new Channel<>("cost-insights.accounts.dashboard-get.v1", SHORT);
    public static final Channel<CreateDashboard, MetricDashboard> CREATE_DASHBOARD =
            new Channel<>("cost-insights.accounts.dashboard-create.v1", SHORT);
    public static final Channel<UpdateDashboard, MetricDashboard> UPDATE_DASHBOARD =
            new Channel<>("cost-insights.accounts.dashboard-update.v1", SHORT);
    public static final Channel<DeleteDashboard, Done> DELETE_DASHBOARD =
            new Channel<>("cost-insights.accounts.dashboard-delete.v1", SHORT);
    public static final Channel<SignInWithPassword, NewSession> SIGN_IN_WITH_PASSWORD =
            new Channel<>("cost-insights.accounts.password-sign-in.v1", LONG);
    public static final Channel<SignInWithLink, NewSession> SIGN_IN_WITH_LINK =
            new Channel<>("cost-insights.accounts.link-sign-in.v1", SHORT);
    public static final Channel<ResolveSession, SessionPrincipal> RESOLVE_SESSION =
            new Channel<>("cost-insights.accounts.session-resolve.v1", SHORT);
    public static final Channel<SignOut, Done> SIGN_OUT = new Channel<>("cost-insights.accounts.session-end.v1", SHORT);
    public static final Channel<UpdateOrganization, Organization> UPDATE_ORGANIZATION =
            new Channel<>("cost-insights.accounts.organization-update.v1", SHORT);
    public static final Channel<ListPeople, People> LIST_PEOPLE =
            new Channel<>("cost-insights.accounts.person-list.v1", SHORT);
    public static final Channel<InvitePerson, NewInvitation> INVITE_PERSON =
            new Channel<>("cost-insights.accounts.person-invite.v1", SHORT);
    public static final Channel<ResetPassword, NewInvitation> RESET_PASSWORD =
            new Channel<>("cost-insights.accounts.password-reset.v1", SHORT);
    public static final Channel<RevokeInvitation, Done> REVOKE_INVITATION =
            new Channel<>("cost-insights.accounts.invitation-revoke.v1", SHORT);
    public static final Channel<ChangeRole, Done> CHANGE_ROLE =
            new Channel<>("cost-insights.accounts.role-change.v1", SHORT);
    public static final Channel<RemovePerson, Done> REMOVE_PERSON =
            new Channel<>("cost-insights.accounts.person-remove.v1", SHORT);
    public static final Channel<FindInvitation, FoundInvitation> FIND_INVITATION =
            new Channel<>("cost-insights.accounts.invitation-find.v1", SHORT);
    public static final Channel<AcceptInvitation, NewSession> ACCEPT_INVITATION =
            new Channel<>("cost-insights.accounts.invitation-accept.v1", LONG);
    public static final Channel<ChangePassword, Done> CHANGE_PASSWORD =
            new Channel<>("cost-insights.accounts.password-change.v1", LONG);
    public static final Channel<ListSessions, SessionList> LIST_SESSIONS =
            new Channel<>("cost-insights.accounts.session-list.v1", SHORT);
    public static final Channel<EndSession, Done> END_SESSION =
            new Channel<>("cost-insights.accounts.session-end-one.v1", SHORT);
    public static final Channel<EndSessions, Done> END_SESSIONS =
            new Channel<>("cost-insights.accounts.session-end-all.v1", SHORT);

    /** Rung by ingestion after a commit. */
    public static final Topic<LogAppended> LOG_APPENDED = new Topic<>("cost-insights.ingestion.log-appended.v1");
    /** Rung by aggregation after a commit. */
    public static final Topic<TotalsChanged> TOTALS_CHANGED =
            new Topic<>("cost-insights.aggregation.totals-changed.v1");
    /** Rung by accounts after a commit. */
    public static final Topic<TokenRevoked> TOKEN_REVOKED = new Topic<>("cost-insights.accounts.token-revoked.v1");

    private Channels() {}
}

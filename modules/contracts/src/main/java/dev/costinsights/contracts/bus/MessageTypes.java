package dev.costinsights.contracts.bus;

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
import java.util.Map;
import java.util.stream.Collectors;

/** Every message that may cross nodes, by its tag on the wire. A tag is never given to another shape. */
final class MessageTypes {
    private static final Map<String, Class<? extends Message>> BY_TAG = Map.ofEntries(
            Map.entry("done", Done.class),
            Map.entry("ingest-events", IngestEvents.class),
            Map.entry("ingest-result", IngestResult.class),
            Map.entry("ingest-facts", IngestFacts.class),
            Map.entry("facts-result", FactsResult.class),
            Map.entry("start-import", StartImport.class),
            Map.entry("revenue-import", RevenueImport.class),
            Map.entry("get-import", GetImport.class),
            Map.entry("list-imports", ListImports.class),
            Map.entry("import-page", ImportPage.class),
            Map.entry("list-import-errors", ListImportErrors.class),
            Map.entry("import-error-page", ImportErrorPage.class),
            Map.entry("list-waiting-facts", ListWaitingFacts.class),
            Map.entry("waiting-fact-page", WaitingFactPage.class),
            Map.entry("list-events", ListEvents.class),
            Map.entry("event-page", EventPage.class),
            Map.entry("get-event", GetEvent.class),
            Map.entry("found-event", FoundEvent.class),
            Map.entry("event-type", EventType.class),
            Map.entry("get-event-type", GetEventType.class),
            Map.entry("update-event-type", UpdateEventType.class),
            Map.entry("list-event-names", ListEventNames.class),
            Map.entry("event-name-page", EventNamePage.class),
            Map.entry("log-appended", LogAppended.class),
            Map.entry("totals-changed", TotalsChanged.class),
            Map.entry("metrics-query", MetricsQuery.class),
            Map.entry("metrics-answer", MetricsAnswer.class),
            Map.entry("list-mrr-movements", ListMrrMovements.class),
            Map.entry("mrr-movement-page", MrrMovementPage.class),
            Map.entry("cost-report-query", CostReportQuery.class),
            Map.entry("cost-report", CostReport.class),
            Map.entry("timeseries-query", TimeseriesQuery.class),
            Map.entry("timeseries-answer", TimeseriesAnswer.class),
            Map.entry("property-statistics-query", PropertyStatisticsQuery.class),
            Map.entry("property-statistics", PropertyStatistics.class),
            Map.entry("customer-statistics-query", CustomerStatisticsQuery.class),
            Map.entry("customer-statistics", CustomerStatistics.class),
            Map.entry("variance-query", VarianceQuery.class),
            Map.entry("variance-statistics", VarianceStatistics.class),
            Map.entry("list-customer-profits", ListCustomerProfits.class),
            Map.entry("customer-profit-page", CustomerProfitPage.class),
            Map.entry("rank-customers", RankCustomers.class),
            Map.entry("customer-ranking", CustomerRanking.class),
            Map.entry("get-customer-profits", GetCustomerProfits.class),
            Map.entry("customer-profits", CustomerProfits.class),
            Map.entry("list-revenue-entries", ListRevenueEntries.class),
            Map.entry("revenue-entry-page", RevenueEntryPage.class),
            Map.entry("find-sample-organization", FindSampleOrganization.class),
            Map.entry("sample-organization", SampleOrganization.class),
            Map.entry("open-sample-organization", OpenSampleOrganization.class),
            Map.entry("get-sample-data", GetSampleData.class),
            Map.entry("load-sample-data", LoadSampleData.class),
            Map.entry("sample-data", SampleData.class),
            Map.entry("list-product-profits", ListProductProfits.class),
            Map.entry("product-profit-page", ProductProfitPage.class),
            Map.entry("profit-curve-query", ProfitCurveQuery.class),
            Map.entry("profit-curve", ProfitCurve.class),
            Map.entry("cohorts-query", CohortsQuery.class),
            Map.entry("cohorts", Cohorts.class),
            Map.entry("authenticate-token", AuthenticateToken.class),
            Map.entry("token-principal", TokenPrincipal.class),
            Map.entry("create-token", CreateToken.class),
            Map.entry("new-token", NewToken.class),
            Map.entry("list-tokens", ListTokens.class),
            Map.entry("token-page", TokenPage.class),
            Map.entry("revoke-token", RevokeToken.class),
            Map.entry("token-revoked", TokenRevoked.class),
            Map.entry("create-organization", CreateOrganization.class),
            Map.entry("organization", Organization.class),
            Map.entry("list-organizations", ListOrganizations.class),
            Map.entry("organization-page", OrganizationPage.class),
            Map.entry("accept-invitation", AcceptInvitation.class),
            Map.entry("change-password", ChangePassword.class),
            Map.entry("change-role", ChangeRole.class),
            Map.entry("end-session", EndSession.class),
            Map.entry("end-sessions", EndSessions.class),
            Map.entry("find-invitation", FindInvitation.class),
            Map.entry("found-invitation", FoundInvitation.class),
            Map.entry("invite-person", InvitePerson.class),
            Map.entry("list-people", ListPeople.class),
            Map.entry("list-sessions", ListSessions.class),
            Map.entry("new-invitation", NewInvitation.class),
            Map.entry("people", People.class),
            Map.entry("remove-person", RemovePerson.class),
            Map.entry("reset-password", ResetPassword.class),
            Map.entry("revoke-invitation", RevokeInvitation.class),
            Map.entry("session-list", SessionList.class),
            Map.entry("update-organization", UpdateOrganization.class),
            Map.entry("customer", Customer.class),
            Map.entry("create-customer", CreateCustomer.class),
            Map.entry("update-customer", UpdateCustomer.class),
            Map.entry("delete-customer", DeleteCustomer.class),
            Map.entry("get-customer", GetCustomer.class),
            Map.entry("get-customer-state", GetCustomerState.class),
            Map.entry("customer-state", CustomerState.class),
            Map.entry("list-customers", ListCustomers.class),
            Map.entry("customer-page", CustomerPage.class),
            Map.entry("create-member", CreateMember.class),
            Map.entry("update-member", UpdateMember.class),
            Map.entry("delete-member", DeleteMember.class),
            Map.entry("get-member", GetMember.class),
            Map.entry("list-members", ListMembers.class),
            Map.entry("member", Member.class),
            Map.entry("member-page", MemberPage.class),
            Map.entry("create-webhook-endpoint", CreateWebhookEndpoint.class),
            Map.entry("delete-webhook-endpoint", DeleteWebhookEndpoint.class),
            Map.entry("get-webhook-endpoint", GetWebhookEndpoint.class),
            Map.entry("list-webhook-deliveries", ListWebhookDeliveries.class),
            Map.entry("list-webhook-endpoints", ListWebhookEndpoints.class),
            Map.entry("receive-webhook", ReceiveWebhook.class),
            Map.entry("update-webhook-endpoint", UpdateWebhookEndpoint.class),
            Map.entry("webhook-delivery-page", WebhookDeliveryPage.class),
            Map.entry("webhook-endpoint", WebhookEndpoint.class),
            Map.entry("webhook-endpoint-page", WebhookEndpointPage.class),
            Map.entry("webhook-receipt", WebhookReceipt.class),
            Map.entry("metric-dashboard", MetricDashboard.class),
            Map.entry("dashboard-list", DashboardList.class),
            Map.entry("list-dashboards", ListDashboards.class),
            Map.entry("get-dashboard", GetDashboard.class),
            Map.entry("create-dashboard", CreateDashboard.class),
            Map.entry("update-dashboard", UpdateDashboard.class),
            Map.entry("delete-dashboard", DeleteDashboard.class),
            Map.entry("sign-in-with-password", SignInWithPassword.class),
            Map.entry("sign-in-with-link", SignInWithLink.class),
            Map.entry("new-session", NewSession.class),
            Map.entry("resolve-session", ResolveSession.class),
            Map.entry("session-principal", SessionPrincipal.class),
            Map.entry("sign-out", SignOut.class));

    private static final Map<Class<? extends Message>, String> TAGS =
            BY_TAG.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private MessageTypes() {}

    static Map<String, Class<? extends Message>> byTag() {
        return BY_TAG;
    }

    /** @throws IllegalArgumentException for a message that is not listed */
    static String tagOf(Message message) {
        String tag = TAGS.get(message.getClass());
        if (tag == null) {
            throw new IllegalArgumentException(message.getClass() + " is not a listed message");
        }
        return tag;
    }

    /** @throws IllegalArgumentException for an unknown tag */
    static Class<? extends Message> typeOf(String tag) {
        Class<? extends Message> type = BY_TAG.get(tag);
        if (type == null) {
            throw new IllegalArgumentException("Unknown message tag");
        }
        return type;
    }
}

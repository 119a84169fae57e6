package dev.costinsights.webui.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.webui.ProfitAnswers;
import dev.costinsights.webui.customer.CustomerAnswers.Registered;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerTemplateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static Vertx vertx;
    private static Renderer renderer;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        renderer = new Renderer(vertx, Assets.load());
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_loss_says_so_and_what_would_cover_it() throws Exception {
        String html = render(view(Map.of()), answers("Halcyon Freight", "9464", "59544"));
        assertThat(html)
                .contains("<span class=\"crumb\">", "Halcyon Freight", "Costs more than it pays", "big los")
                .contains(">Loss<", "$94.64 − $595.44 = −$500.80")
                .contains("Breaks even at", "$595.44 a month", "a 60\u2009% margin needs $1,489. ")
                .contains("$595.44 × 30 ÷ 30 days = $595.44", "Low confidence: fewer than 50 customers or 5 churned.");
    }

    @Test
    void a_profit_is_not_red() throws Exception {
        assertThat(render(view(Map.of()), answers("Acme", "9464", "1000")))
                .contains(">Profit<")
                .doesNotContain("big los", "Costs more than it pays");
    }

    @Test
    void the_price_follows_the_margin_and_the_days() {
        CustomerView view = view(Map.of("from", "2026-11-14", "to", "2026-11-23", "margin", "80"));
        var target = EquationView.target(view, answers("Acme", "0", "1000").money());
        assertThat(target.breakEven()).isEqualTo("$30.00 a month");
        assertThat(target.rest())
                .isEqualTo("; a 80\u2009% margin needs $150. Its subscriptions pay $15,988.00 a month.");
        assertThat(target.hidden()).extracting("name").containsExactly("from", "to");
        assertThat(EquationView.target(view, answers("Acme", "0", "0").money())).isNull();
    }

    @Test
    void rows_the_rest_and_what_has_no_name_add_up_to_the_costs() {
        CustomerAnswers answers = answers("Acme", "9464", "600000");
        var names = CostsView.byName(view(Map.of()), answers, new BigDecimal("600000"));
        assertThat(names.rows()).hasSize(8);
        assertThat(names.rest().name()).isEqualTo("4 others");
        assertThat(names.without().name()).isEqualTo("Beneath traces of others");
        BigDecimal sum = new BigDecimal(names.rest().costs().value())
                .add(new BigDecimal(names.without().costs().value()));
        for (var row : names.rows()) {
            sum = sum.add(new BigDecimal(row.costs().value()));
        }
        assertThat(sum).isEqualByComparingTo(names.total().costs().value());
        assertThat(names.rows().get(0).href())
                .isEqualTo("/events?customer=" + KnownCustomers.ID + "&name=name.0&tree=traces");
    }

    @Test
    void months_begin_with_its_first_activity_and_count_back_from_the_value_to_date() {
        CustomerView view = view(Map.of());
        List<MonthsView.MonthFigures> months =
                MonthsView.months(view, answers("Acme", "9464", "59544").money());
        assertThat(months).hasSize(10);
        assertThat(months.get(9).worthCents()).isEqualByComparingTo("-81202");
        assertThat(months.get(8).worthCents())
                .isEqualByComparingTo(
                        new BigDecimal("-81202").subtract(months.get(9).profitCents()));
        assertThat(MonthsView.chart(view, answers("Acme", "9464", "59544").money())
                        .caption())
                .isEqualTo("Per month, November so far");
    }

    @Test
    void orders_latest_and_subscriptions_are_told_in_words() throws Exception {
        String html = render(view(Map.of()), answers("Acme", "9464", "59544"));
        assertThat(html)
                .contains("Subscription renewed", "Refund", "+$94.64", "−$5.00", "3 earlier ones")
                .contains("Agent run", "7 events", "−$0.13", "/events/33333333-2222-4333-8444-555555555555")
                .contains("Pro &lt;plan&gt;", "$99.00 a month", "JPY 9900 every 3 months", "Renews 8 Dec")
                .contains("Agent &lt;run&gt;", "metadata._llm.model=%3Cb%3E");
    }

    @Test
    void what_failed_says_so_in_its_own_place() throws Exception {
        var money = answers("Acme", "9464", "59544").money();
        assertThat(render(view(Map.of()), new CustomerAnswers(money, null, null, null, null, null)))
                .contains("This can't be shown right now.", "Orders and refunds can't be shown right now.")
                .contains("Its events can&#39;t be shown right now.", "$595.44");
    }

    @Test
    void somebody_whom_nobody_registered_has_costs_and_how_to_register_it() throws Exception {
        CustomerView view = view(Map.of()).ofExternalId("it's <b>\"x\"");
        var answers = new CustomerAnswers(
                null, KnownCustomers.names(2), null, KnownCustomers.models(), KnownCustomers.events(), null);
        assertThat(render(view, answers))
                .contains("Not registered", "costs only", "POST /v1/customers/", "it&#39;s &lt;b&gt;\\&quot;x\\&quot;")
                .contains("/customers/find.csv?key=it%27s+%3Cb%3E%22x%22&amp;table=names")
                .doesNotContain("Net revenue", "LTV to date", "Orders and refunds", "<b>\"x\"");
    }

    @Test
    void hostile_names_and_amounts_without_end_are_shown_as_they_are() throws Exception {
        String name = "<script>alert(1)</script>\u202e" + "x".repeat(1_000);
        assertThat(render(view(Map.of()), answers(name, "-0.000000000001", "-5")))
                .contains("&lt;script&gt;alert(1)", "It costs nothing in this range.")
                .doesNotContain("<script>alert");
    }

    @Test
    void a_customer_without_anything_keeps_its_axes() throws Exception {
        CustomerView view = view(Map.of("view", "table"));
        var profit = ProfitAnswers.customer(0);
        var money = new Registered(profit, profit, null, none());
        assertThat(render(
                        view,
                        new CustomerAnswers(
                                money, KnownCustomers.names(0), null, null, KnownCustomers.noEvents(), noEntries())))
                .contains("Deleted, or named only by orders", "Dec 2025", "Nothing in this range.")
                .contains("None up to the end of this range.");
    }

    @ParameterizedTest
    @CsvSource({"margin,0", "margin,96", "margin,-1", "margin,x", "view,graph"})
    void a_value_that_cannot_be_used_is_named_once_and_left_out(String name, String value) {
        CustomerView.Parsed parsed = CustomerView.parse(Map.of(name, value)::get, ZONE, zone -> TODAY);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().of(KnownCustomers.ID).href()).isEqualTo("/customers/" + KnownCustomers.ID);
    }

    @Test
    void a_state_comes_back_from_its_own_address() {
        CustomerView view = view(Map.of("from", "2026-11-17", "to", "2026-11-23", "margin", "40", "view", "table"));
        assertThat(view.href())
                .isEqualTo("/customers/" + KnownCustomers.ID + "?from=2026-11-17&to=2026-11-23&view=table&margin=40");
        assertThat(view.ofExternalId("a&b").href())
                .isEqualTo("/customers/find?from=2026-11-17&to=2026-11-23&key=a%26b&view=table&margin=40");
    }

    private static CustomerView view(Map<String, String> parameters) {
        return CustomerView.parse(parameters::get, ZONE, zone -> TODAY).view().of(KnownCustomers.ID);
    }

    private static CustomerAnswers answers(String name, String netRevenueCents, String costCents) {
        CustomerQuestions questions = CustomerQuestions.of(Organizations.DEFAULT_ID, view(Map.of()));
        var money = new Registered(
                KnownCustomers.profit(name, netRevenueCents, costCents),
                KnownCustomers.profit(name, "9464", "19577"),
                KnownCustomers.state(),
                ProfitAnswers.metrics(questions.metrics()));
        return new CustomerAnswers(
                money,
                KnownCustomers.names(12),
                KnownCustomers.names(11),
                KnownCustomers.models(),
                KnownCustomers.events(),
                KnownCustomers.entries());
    }

    private static RevenueEntryPage noEntries() {
        return new RevenueEntryPage(List.of(), false, NOW);
    }

    private static MetricsAnswer none() {
        var query =
                CustomerQuestions.of(Organizations.DEFAULT_ID, view(Map.of())).metrics();
        return new MetricsAnswer(
                query.interval().periodsOf(query.range()).stream()
                        .map(period -> new MetricsAnswer.Values(period.timestamp(), new EnumMap<>(Metric.class)))
                        .toList(),
                new EnumMap<>(Metric.class),
                NOW);
    }

    private static String render(CustomerView view, CustomerAnswers answers) throws Exception {
        Map<String, Object> model = Map.of(
                "page",
                CustomerPages.page(view, List.of(), answers, NOW),
                "shell",
                new Shell(
                        "Customer",
                        "customers",
                        "Fernwright",
                        Role.OWNER,
                        new Secret("token-of-the-session"),
                        "dark",
                        view.href(),
                        null));
        String html =
                renderer.render("customer", model).await(20, TimeUnit.SECONDS).toString();
        assertThat(html).doesNotContain("style=", "<style", "onclick").doesNotContain("th:");
        return html;
    }
}

package dev.costinsights.webui.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection.Who;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.webui.ProfitAnswers;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersTemplateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final UUID ORGANIZATION = Organizations.DEFAULT_ID;

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
    void rows_the_rest_nobody_and_the_total_add_up_in_one_table() throws Exception {
        String html = render(view(Map.of()));
        assertThat(html)
                .contains("Customer &lt;0&gt;", "customer-1", "billing@customer-14.example")
                .contains("35 others", "No customer", "Total", "1 – 25 of 60", "no revenue", "LTV by cohort")
                .doesNotContain("Customer <0>");
    }

    @Test
    void everybody_stands_in_the_skyline_and_each_part_is_named() throws Exception {
        String html = render(view(Map.of()));
        assertThat(html)
                .contains("Profit of each customer, best first", "customers make half of the profit", "lose money")
                .contains("All 60", "Paying 51", "Losing 2", "Earn most", "Lose most", "Last of 60");
    }

    @Test
    void each_name_leads_to_its_customer_and_each_amount_to_what_is_behind_it() throws Exception {
        String id = ProfitAnswers.customer(0).customerId().toString();
        assertThat(render(view(Map.of("from", "2026-11-17", "to", "2026-11-23"))))
                .contains("\"/customers/" + id + "?from=2026-11-17&amp;to=2026-11-23\"")
                .contains("\"/customers/" + id + "?from=2026-11-17&amp;to=2026-11-23#orders\"")
                .contains("\"/events?from=2026-11-17&amp;to=2026-11-23&amp;customer=" + id + "\"");
    }

    @Test
    void cells_of_cohorts_carry_exact_amounts() throws Exception {
        assertThat(render(view(Map.of())))
                .contains("title=\"Dec 2025, month 1: $20 per customer, $200 of 10 customers\"")
                .contains("This month is not over");
    }

    @Test
    void a_search_has_no_total_and_leads_back_to_everybody() throws Exception {
        String html = render(view(Map.of("search", "acme & co")));
        assertThat(html)
                .contains("value=\"acme &amp; co\"", "Everybody", "search=acme+%26+co")
                .doesNotContain(">Total<", "No customer<");
    }

    @Test
    void nobody_found_says_what_was_searched_for() throws Exception {
        CustomersView view = view(Map.of("search", "nobody"));
        assertThat(render(view, ProfitAnswers.nobody())).contains("Nobody&#39;s name, email or id holds “nobody”.");
        assertThat(render(view(Map.of()), ProfitAnswers.nobody())).contains("No customer is known yet.");
        assertThat(render(view(Map.of("show", "losing")), ProfitAnswers.nobody()))
                .contains("Nobody costs more than it pays in this range.");
    }

    @Test
    void an_organization_without_customers_has_no_skyline() throws Exception {
        String html = render(view(Map.of()), ProfitAnswers.nobody(), ProfitAnswers.curveOf(List.of(), 5));
        assertThat(html)
                .contains("Lost on 0 of 0 customers", "No customer is known yet.")
                .doesNotContain("Profit of each customer", "Earn most");
    }

    @Test
    void one_hostile_customer_with_a_credit_of_less_than_a_cent_is_shown_as_it_is() throws Exception {
        String name = "<script>alert(1)</script>\u202e" + "x".repeat(1_000);
        var figures = new ProfitFigures(
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal("-0.5"),
                BigDecimal.ZERO,
                new BigDecimal("-0.000000000001"));
        var customer = new CustomerProfit(
                UUID.randomUUID(), null, name, null, figures, 1, BigDecimal.ONE, null, null, null, null, name);
        var page = new CustomerProfitPage(
                List.of(customer),
                new CustomerProfitPage.Sums(ProfitFigures.NONE, 0),
                new CustomerProfitPage.Totals(figures, 1, BigDecimal.ONE),
                1,
                NOW);
        assertThat(render(view(Map.of()), page, ProfitAnswers.curveOf(List.of(customer), 5)))
                .contains("&lt;script&gt;alert(1)", "1 loses money", "Only one", "Lost on 1 of 1 customer")
                .doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search=ab", "sort=luck", "page=zero", "show=some", "rows=26"})
    void a_value_that_cannot_be_used_is_named_once_and_left_out(String parameter) {
        String[] pair = parameter.split("=");
        CustomersView.Parsed parsed = CustomersView.parse(Map.of(pair[0], pair[1])::get, ZONE, zone -> TODAY);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/customers");
    }

    @Test
    void a_state_comes_back_from_its_own_address() {
        String href = "/customers?from=2026-11-17&to=2026-11-23&search=acme&show=losing&sort=-revenue&rows=100&page=2";
        CustomersView view = view(Map.of(
                "from",
                "2026-11-17",
                "to",
                "2026-11-23",
                "search",
                "acme",
                "show",
                "losing",
                "sort",
                "-revenue",
                "rows",
                "100",
                "page",
                "2"));
        assertThat(view.href()).isEqualTo(href);
        assertThat(view.csvHref(CustomersCsv.Table.COHORTS))
                .isEqualTo("/customers.csv?from=2026-11-17&to=2026-11-23&search=acme&show=losing&sort=-revenue&rows=100"
                        + "&table=cohorts");
        assertThat(CustomersPages.list(ORGANIZATION, view))
                .satisfies(question -> assertThat(question.offset()).isEqualTo(100))
                .satisfies(question -> assertThat(question.selection().who()).isEqualTo(Who.LOSING));
    }

    @Test
    void a_page_behind_the_last_is_the_last() {
        CustomersView view = view(Map.of("page", "9"));
        CustomerProfitPage page = ProfitAnswers.customers(CustomersPages.list(ORGANIZATION, view));
        assertThat(CustomersPages.existingPage(view, page)).isEqualTo(3);
    }

    private static CustomersView view(Map<String, String> parameters) {
        return CustomersView.parse(parameters::get, ZONE, zone -> TODAY).view();
    }

    private static String render(CustomersView view) throws Exception {
        return render(view, ProfitAnswers.customers(CustomersPages.list(ORGANIZATION, view)));
    }

    private static String render(CustomersView view, CustomerProfitPage page) throws Exception {
        return render(view, page, ProfitAnswers.curve(CustomersPages.curve(ORGANIZATION, view)));
    }

    private static String render(CustomersView view, CustomerProfitPage page, ProfitCurve curve) throws Exception {
        var cohorts = ProfitAnswers.cohorts(CustomersPages.cohorts(ORGANIZATION, NOW));
        Map<String, Object> model = Map.of(
                "page",
                CustomersPages.page(view, List.of(), page, curve, cohorts),
                "shell",
                new Shell(
                        "Customers",
                        "customers",
                        "Fernwright",
                        Role.OWNER,
                        new Secret("token-of-the-session"),
                        "dark",
                        view.href(),
                        null));
        String html =
                renderer.render("customers", model).await(20, TimeUnit.SECONDS).toString();
        assertThat(html).doesNotContain("style=", "<style", "onclick").doesNotContain("th:");
        return html;
    }
}

package dev.costinsights.webui.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.webui.ProfitAnswers;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
                .contains("35 more", "No customer", "Total", "1 – 25 of 60", "no revenue", "LTV by cohort")
                .doesNotContain("Customer <0>");
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
    }

    @ParameterizedTest
    @ValueSource(strings = {"search=ab", "sort=luck", "page=zero"})
    void a_value_that_cannot_be_used_is_named_once_and_left_out(String parameter) {
        String[] pair = parameter.split("=");
        CustomersView.Parsed parsed = CustomersView.parse(Map.of(pair[0], pair[1])::get, ZONE, zone -> TODAY);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/customers");
    }

    @Test
    void a_state_comes_back_from_its_own_address() {
        String href = "/customers?from=2026-11-17&to=2026-11-23&search=acme&sort=-revenue&page=2";
        CustomersView view = view(
                Map.of("from", "2026-11-17", "to", "2026-11-23", "search", "acme", "sort", "-revenue", "page", "2"));
        assertThat(view.href()).isEqualTo(href);
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
        var cohorts = ProfitAnswers.cohorts(CustomersPages.cohorts(ORGANIZATION, NOW));
        Map<String, Object> model = Map.of(
                "page",
                CustomersPages.page(view, java.util.List.of(), page, cohorts),
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

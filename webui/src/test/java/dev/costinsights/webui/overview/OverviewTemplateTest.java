package dev.costinsights.webui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.webui.ProfitAnswers;
import dev.costinsights.webui.costs.Reports;
import dev.costinsights.webui.overview.OverviewPages.Answers;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import dev.costinsights.webui.range.RangeState;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OverviewTemplateTest {
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
    void a_month_reads_as_one_equation_with_what_changed_it_and_on_whom_it_is_lost() throws Exception {
        String html = render(Map.of());
        assertThat(html)
                .contains("Today so far", "Net revenue", "What changed", "Subscriptions", "Change in profit")
                .contains("Customer &lt;0&gt;", "pays $0.00 · costs $20.00", "\u2212$20.00")
                .contains("Costs", "Loss", "Predicted LTV")
                .doesNotContain("Customer <0>");
    }

    @Test
    void every_range_interval_and_view_renders() throws Exception {
        assertThat(render(Map.of("from", "2026-11-23", "to", "2026-11-23"))).contains("This hour so far");
        assertThat(render(Map.of("from", "2025-11-24", "to", "2026-11-23", "interval", "month")))
                .contains("This month");
        assertThat(render(Map.of("view", "table")))
                .contains("<th scope=\"col\">Period</th>")
                .doesNotContain("hits");
    }

    @Test
    void a_range_without_anything_before_says_so() throws Exception {
        OverviewView view = view(Map.of());
        MetricsAnswer nothing =
                new MetricsAnswer(java.util.List.of(), Map.of(Metric.COSTS, BigDecimal.ZERO), Instant.EPOCH);
        String html = render(view, answers(view.days(), nothing));
        assertThat(html).contains("There was no revenue in the 30 days before.", "new");
    }

    @Test
    void a_figure_that_is_not_known_is_a_dash() throws Exception {
        OverviewView view = view(Map.of());
        MetricsAnswer known = ProfitAnswers.metrics(OverviewPages.metrics(ORGANIZATION, view.days()));
        Map<Metric, BigDecimal> totals = new EnumMap<>(known.totals());
        totals.remove(Metric.PREDICTED_LTV);
        MetricsAnswer unknown = new MetricsAnswer(known.periods(), totals, known.asOf());
        assertThat(OverviewPages.page(
                                view,
                                java.util.List.of(),
                                new Answers(
                                        unknown,
                                        unknown,
                                        answers(view.days(), unknown).costs(),
                                        ProfitAnswers.nobody()),
                                NOW)
                        .strip()
                        .get(2)
                        .value())
                .isEqualTo("–");
    }

    @Test
    void wrong_parameters_are_named_and_left_out() {
        OverviewView.Parsed parsed = OverviewView.parse(
                Map.of("from", "yesterday", "view", "pie", "tz", "Mars/Base")::get, ZONE, zone -> TODAY);
        assertThat(parsed.notices()).hasSize(3);
        assertThat(parsed.view().href()).isEqualTo("/overview");
    }

    private static String render(Map<String, String> parameters) throws Exception {
        OverviewView view = view(parameters);
        MetricsAnswer before = ProfitAnswers.metrics(OverviewPages.metricsBefore(ORGANIZATION, view.days()));
        return render(view, answers(view.days(), before));
    }

    private static OverviewView view(Map<String, String> parameters) {
        return OverviewView.parse(parameters::get, ZONE, zone -> TODAY).view();
    }

    private static Answers answers(RangeState days, MetricsAnswer before) {
        return new Answers(
                ProfitAnswers.metrics(OverviewPages.metrics(ORGANIZATION, days)),
                before,
                Reports.busy(OverviewPages.costs(ORGANIZATION, days), TODAY),
                ProfitAnswers.customers(OverviewPages.losers(ORGANIZATION, days)));
    }

    private static String render(OverviewView view, Answers answers) throws Exception {
        Map<String, Object> model = Map.of(
                "page",
                OverviewPages.page(view, java.util.List.of(), answers, NOW),
                "shell",
                new Shell(
                        "Overview",
                        "overview",
                        "Fernwright",
                        Role.OWNER,
                        new Secret("token-of-the-session"),
                        "light",
                        view.href(),
                        Freshness.of(answers.costs().freshness())));
        String html =
                renderer.render("overview", model).await(20, TimeUnit.SECONDS).toString();
        assertThat(html).doesNotContain("style=", "<style", "onclick").doesNotContain("th:");
        return html;
    }
}

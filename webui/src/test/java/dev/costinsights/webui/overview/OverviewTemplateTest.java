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
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        MetricsAnswer nothing = new MetricsAnswer(List.of(), Map.of(Metric.COSTS, BigDecimal.ZERO), Instant.EPOCH);
        String html = render(view, answers(view, nothing));
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
                                List.of(),
                                new Answers(
                                        unknown, unknown, answers(view, unknown).costs(), ProfitAnswers.nobody()),
                                NOW)
                        .strip()
                        .get(2)
                        .value())
                .isEqualTo("–");
    }

    @Test
    void every_figure_has_a_meaning_with_its_numbers_and_leads_to_what_is_behind_it() throws Exception {
        String html = render(Map.of("from", "2026-11-01", "to", "2026-11-20"));
        assertThat(html)
                .contains("popovertarget=\"term-profit\"", "popovertarget=\"term-mrr\"", "fees and disputes = ")
                .contains("href=\"/costs?from=2026-11-01&amp;to=2026-11-20\"")
                .contains("href=\"/customers?from=2026-11-01&amp;to=2026-11-20&amp;sort=-revenue\"")
                .contains("href=\"/costs?from=2026-11-01&amp;to=2026-11-20&amp;by=customer\"")
                .contains("href=\"/customers/00000000-0000-4000-8000-000000000000?from=")
                .contains("240 in this range, 240 in the one before");
    }

    @ParameterizedTest
    @CsvSource({
        "name, /costs/event-name?name=",
        "customer, /customers/find?key=",
        "model, /events?metadata._llm.model=",
    })
    void what_changed_is_told_by_name_customer_or_model_and_adds_up(String by, String place) throws Exception {
        OverviewView view = view(Map.of("changes", by));
        MetricsAnswer before = ProfitAnswers.metrics(OverviewPages.metricsBefore(ORGANIZATION, view.days()));
        Answers answers = answers(view, before);
        assertThat(render(view, answers)).contains("href=\"" + place);
        List<List<String>> lines = ChangesView.file(view, answers.now(), before, OverviewPages.movers(answers.costs()));
        BigDecimal total = new BigDecimal(lines.get(lines.size() - 1).get(4));
        BigDecimal sum = lines.subList(1, lines.size() - 1).stream()
                .map(line -> new BigDecimal(line.get(4)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(total);
        assertThat(lines.size()).isGreaterThan(4);
    }

    @Test
    void without_revenue_it_says_how_to_send_some() throws Exception {
        OverviewView view = view(Map.of());
        assertThat(render(view, answers(view, nothing(view)))).doesNotContain("No revenue came in");
        Answers some = answers(view, nothing(view));
        assertThat(render(view, new Answers(nothing(view), nothing(view), some.costs(), ProfitAnswers.nobody())))
                .contains("No revenue came in", "/settings/imports", "No customer is known yet");
    }

    @Test
    void a_range_without_anything_leads_to_the_days_that_have_something() throws Exception {
        OverviewView view = view(Map.of("from", "2026-01-01", "to", "2026-01-07"));
        Instant last = Instant.parse("2026-11-03T12:00:00Z");
        var report = Reports.empty(OverviewPages.costs(ORGANIZATION, view), last, last);
        String html = render(view, new Answers(nothing(view), nothing(view), report, ProfitAnswers.nobody()));
        assertThat(html)
                .contains("The last event came on 3 Nov.", "/overview?from=2026-10-28&amp;to=2026-11-03")
                .doesNotContain("class=\"hits\"");
    }

    @Test
    void without_a_ranking_in_time_the_figures_stand() throws Exception {
        OverviewView view = view(Map.of());
        Answers answers = answers(view, nothing(view));
        assertThat(render(view, new Answers(answers.now(), answers.before(), answers.costs(), null)))
                .contains("be told right now", "What changed");
    }

    @Test
    void totals_that_are_late_are_called_so() throws Exception {
        OverviewView view = view(Map.of());
        Answers answers = answers(view, nothing(view));
        var late = Reports.busy(OverviewPages.costs(ORGANIZATION, view), TODAY, 180_000);
        assertThat(render(view, new Answers(answers.now(), answers.before(), late, answers.losers())))
                .contains("Totals are 3 min behind. Events are safe; they are being added up.");
    }

    @Test
    void strangers_names_are_text_and_long_ones_are_cut() throws Exception {
        OverviewView view = view(Map.of());
        String name = "<script>alert(1)</script>\u202e" + "x".repeat(1_000);
        Answers answers = answers(view, nothing(view));
        var named = Reports.named(OverviewPages.costs(ORGANIZATION, view), TODAY, name);
        String html = render(view, new Answers(answers.now(), answers.before(), named, answers.losers()));
        assertThat(html).contains("&lt;script&gt;", "…").doesNotContain("<script>alert");
    }

    private static MetricsAnswer nothing(OverviewView view) {
        List<MetricsAnswer.Values> periods = view
                .days()
                .interval()
                .periodsOf(view.days().range())
                .stream()
                .map(period -> new MetricsAnswer.Values(period.timestamp(), Map.of()))
                .toList();
        return new MetricsAnswer(periods, Map.of(), Instant.EPOCH);
    }

    @Test
    void wrong_parameters_are_named_and_left_out() {
        OverviewView.Parsed parsed = OverviewView.parse(
                Map.of("from", "yesterday", "view", "pie", "tz", "Mars/Base", "changes", "mood")::get,
                ZONE,
                zone -> TODAY);
        assertThat(parsed.notices()).hasSize(4);
        assertThat(parsed.view().href()).isEqualTo("/overview");
    }

    private static String render(Map<String, String> parameters) throws Exception {
        OverviewView view = view(parameters);
        MetricsAnswer before = ProfitAnswers.metrics(OverviewPages.metricsBefore(ORGANIZATION, view.days()));
        return render(view, answers(view, before));
    }

    private static OverviewView view(Map<String, String> parameters) {
        return OverviewView.parse(parameters::get, ZONE, zone -> TODAY).view();
    }

    private static Answers answers(OverviewView view, MetricsAnswer before) {
        return new Answers(
                ProfitAnswers.metrics(OverviewPages.metrics(ORGANIZATION, view.days())),
                before,
                Reports.busy(OverviewPages.costs(ORGANIZATION, view), TODAY),
                ProfitAnswers.customers(OverviewPages.losers(ORGANIZATION, view.days())));
    }

    private static String render(OverviewView view, Answers answers) throws Exception {
        Map<String, Object> model = Map.of(
                "page",
                OverviewPages.page(view, List.of(), answers, NOW),
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

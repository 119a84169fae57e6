package dev.costinsights.webui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsAnswer.Values;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.metrics.MetricsPages.Answers;
import dev.costinsights.webui.metrics.MetricsPages.Named;
import dev.costinsights.webui.metrics.MetricsPages.Subject;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Vertx;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class MetricsTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String HOSTILE = "<script>alert(1)</script> & \"\u202Eevil\u0000\"";
    private static final UUID BOARD = UUID.fromString("22222222-2222-4222-8222-222222222222");

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
    void a_group_has_a_chart_of_each_metric_with_its_total_and_definition() throws Exception {
        String html =
                render(view(""), Subject.of(MetricGroup.SPENDING), answers(view(""), i -> new BigDecimal("12.5")));
        assertThat(html)
                .contains(">Costs</h1>", "id=\"m-costs\"", "id=\"t-attribution_coverage\"", "id=\"term-costs\"")
                .contains("Cents that the events of the period cost.", "Today so far", "/metrics/costs.svg")
                .contains("4 weeks before", "href=\"/metrics/dashboards?metric=costs\"")
                .doesNotContain("style=");
        assertThat(html.split("class=\"hits\"", -1))
                .hasSize(MetricGroup.SPENDING.metrics().size() + 1);
    }

    @Test
    void costs_that_grow_are_bad() throws Exception {
        MetricsView view = view("");
        MetricsAnswer now = answer(view.days().range(), view.days().interval(), i -> new BigDecimal(20));
        MetricsAnswer before =
                answer(view.days().range().previous(), view.days().interval(), i -> BigDecimal.TEN);
        var answers = new Answers(now, before, before, List.of(), new Named(Map.of(), Map.of()));
        MetricsPage page = MetricsPages.page(view, List.of(), Subject.of(MetricGroup.SPENDING), answers, false, NOW);
        assertThat(page.charts().get(0).change().tone().css()).isEqualTo("bad");
        assertThat(page.charts().get(0).before()).isEqualTo("from $3.00");
    }

    @Test
    void what_is_not_known_is_a_dash_and_never_zero() throws Exception {
        MetricsView view = view("view=table");
        Answers some = answers(view, i -> i == 3 ? BigDecimal.ONE : null);
        String html = render(view, Subject.of(MetricGroup.UNIT_ECONOMICS), some);
        assertThat(html).contains(">–</td>").doesNotContain("class=\"hits\"").contains("table.csv");
        MetricsPage page = MetricsPages.page(
                view("from=2026-11-01&to=2026-11-20"),
                List.of(),
                Subject.of(MetricGroup.UNIT_ECONOMICS),
                answers(view("from=2026-11-01&to=2026-11-20"), i -> i == 3 ? BigDecimal.ONE : null),
                false,
                NOW);
        assertThat(page.charts().get(0).buckets().get(4).value()).isEqualTo("–");
        assertThat(page.charts().get(0).partialLabel()).isNull();
    }

    @Test
    void the_table_closes_with_the_totals() {
        MetricsView view = view("view=table");
        MetricsPage page = MetricsPages.page(
                view, List.of(), Subject.of(MetricGroup.SPENDING), answers(view, i -> BigDecimal.TEN), false, NOW);
        assertThat(page.table().rows()).hasSize(30);
        assertThat(page.table().total().cells().get(0).value()).isEqualTo("3");
        assertThat(page.table().rows().get(0).href())
                .isEqualTo("/metrics/costs?from=2026-10-25&to=2026-10-25&view=table");
    }

    @Test
    void an_organization_without_anything_hears_what_to_send() throws Exception {
        for (MetricGroup group : MetricGroup.values()) {
            String html = render(view(""), Subject.of(group), answers(view(""), i -> BigDecimal.ZERO));
            assertThat(html)
                    .as(group.slug())
                    .contains("Nothing to show in these days", group.whatToSend())
                    .doesNotContain("class=\"hits\"");
        }
        assertThat(render(view(""), Subject.of(board("Empty", List.of())), answers(view(""), i -> BigDecimal.ONE)))
                .contains("No metric is on this dashboard yet.");
    }

    @Test
    void hostile_names_are_text() throws Exception {
        MetricsView view = view("customer=acme&customer=%3Cscript%3Enobody");
        Answers answers = answers(view, i -> BigDecimal.TEN);
        var named = new Named(Map.of("acme", customer(HOSTILE)), Map.of());
        MetricDashboard hostile = board(HOSTILE + "x".repeat(1000), List.of("costs", HOSTILE));
        String html = render(
                view,
                Subject.of(hostile),
                new Answers(answers.now(), answers.before(), answers.ghost(), List.of(hostile), named));
        assertThat(html)
                .contains("&lt;script&gt;alert(1)", "No customer has the id “&lt;script&gt;nobody”")
                .doesNotContain("<script>alert", "<script>nobody");
    }

    @Test
    void who_may_not_change_a_dashboard_sees_no_form() throws Exception {
        Answers answers = answers(view(""), i -> BigDecimal.TEN);
        Subject subject = Subject.of(board("Mine", List.of("costs", "profit")));
        String forMember = render(view(""), subject, answers, Role.MEMBER);
        assertThat(forMember).contains("Rename", "Delete dashboard", "Remove from dashboard", "Move Costs");
        String forViewer = render(view(""), subject, answers, Role.VIEWER);
        assertThat(forViewer)
                .doesNotContain("Rename", "Delete dashboard", "Remove from dashboard", "Add to dashboard", "Move Costs")
                .doesNotContain("New dashboard");
    }

    @Test
    void a_refused_name_is_said_at_its_field() throws Exception {
        Subject refused = Subject.refused(board("Mine", List.of("costs")), "<b>", "A name has 1 to 200 characters.");
        assertThat(render(view(""), refused, answers(view(""), i -> BigDecimal.TEN)))
                .contains(
                        "value=\"&lt;b&gt;\"", "aria-describedby=\"name-problem\"", "A name has 1 to 200 characters.");
    }

    @Test
    void costs_say_that_products_do_not_filter_them() throws Exception {
        MetricsView view = view("billing=one_time");
        assertThat(render(view, Subject.of(MetricGroup.SPENDING), answers(view, i -> BigDecimal.TEN)))
                .contains("Costs belong to no product", "One time");
    }

    @Test
    void a_picture_stands_alone_and_holds_no_markup_of_strangers() throws Exception {
        for (String query : List.of("", "from=2026-11-20&to=2026-11-23", "from=2026-11-01&to=2026-11-20")) {
            MetricsView view = view(query);
            Answers answers = answers(view, i -> i == 2 ? null : new BigDecimal(10 - i));
            String svg = ChartFile.of(
                    Metric.PROFIT,
                    new Course(view.days(), answers, NOW),
                    BigDecimal.TEN,
                    view.days(),
                    List.of("Customer: " + HOSTILE),
                    HOSTILE);
            var root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
            assertThat(root.getElementsByTagName("script").getLength()).isZero();
            assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                    .contains("Profit", "<script>alert(1)</script>");
            assertThat(svg).doesNotContain("var(", "href", "\u0000").contains("stroke:#168f7c", "$0.10");
        }
    }

    static MetricsView view(String query) {
        return MetricsViewTest.parse(query).view();
    }

    private static MetricDashboard board(String name, List<String> metrics) {
        return new MetricDashboard(Organizations.DEFAULT_ID, BOARD, name, metrics, Instant.EPOCH, null);
    }

    private static Customer customer(String name) {
        return new Customer(
                Organizations.DEFAULT_ID,
                BOARD,
                "acme",
                Customer.Type.INDIVIDUAL,
                null,
                name,
                null,
                null,
                null,
                null,
                Map.of(),
                Instant.EPOCH,
                null,
                null);
    }

    /** Every metric has the same value in a period: what the function gives for its position. */
    private static Answers answers(MetricsView view, IntFunction<BigDecimal> value) {
        Interval interval = view.days().interval();
        return new Answers(
                answer(view.days().range(), interval, value),
                answer(view.days().range().previous(), interval, value),
                answer(Course.ghost(view.days()).range(), interval, value),
                List.of(board("Other", List.of())),
                new Named(Map.of(), Map.of()));
    }

    private static MetricsAnswer answer(TimeRange range, Interval interval, IntFunction<BigDecimal> value) {
        List<Values> periods = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (var period : interval.periodsOf(range)) {
            BigDecimal each = value.apply(periods.size());
            total = each == null ? total : total.add(each);
            periods.add(new Values(period.timestamp(), each == null ? Map.of() : all(each)));
        }
        return new MetricsAnswer(periods, all(total), NOW);
    }

    private static Map<Metric, BigDecimal> all(BigDecimal value) {
        Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            values.put(metric, value);
        }
        return values;
    }

    private static String render(MetricsView view, Subject subject, Answers answers) throws Exception {
        return render(view, subject, answers, Role.OWNER);
    }

    private static String render(MetricsView view, Subject subject, Answers answers, Role role) throws Exception {
        var shell = new Shell(subject.title(), "metrics", "Fernwright", role, new Secret("csrf"), null, "/", null);
        MetricsPage page = MetricsPages.page(view, List.of(), subject, answers, shell.mayChange(), NOW);
        return renderer.render("metrics", Map.of("page", page, "shell", shell))
                .await(20, TimeUnit.SECONDS)
                .toString();
    }
}

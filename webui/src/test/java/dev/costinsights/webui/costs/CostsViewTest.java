package dev.costinsights.webui.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.range.Controls.Field;
import dev.costinsights.webui.range.Ranges;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostsViewTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    @Test
    void no_parameters_are_thirty_days_by_day_by_event() {
        CostsViewParser.Parsed parsed = parse("");
        CostsView view = parsed.view();
        assertThat(parsed.notices()).isEmpty();
        assertThat(view.range()).isEqualTo(new TimeRange(LocalDate.of(2026, 10, 25), TODAY, ZONE));
        assertThat(view.interval()).isEqualTo(Interval.DAY);
        assertThat(view.by()).isEqualTo(Tab.EVENT);
        assertThat(view.href()).isEqualTo("/costs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-17&to=2026-11-23",
                "from=2026-01-01&to=2026-06-30&tz=Asia/Kathmandu&interval=month&by=customer&sort=-change&page=3&view=table",
                "from=1970-01-01&to=1970-01-31",
                "from=0001-01-01&to=0001-01-31",
                "sort=name",
                "by=property",
                "by=property&property=plan",
                "by=property&property=_llm.model&page=2",
                "customer=acme",
                "by=model&customer=0e8f8a52-3c1b-4f0e-9d7f-0a2b3c4d5e6f&sort=-events",
                "tz=Etc/GMT+5"
            })
    void a_state_comes_back_from_its_own_address(String query) {
        CostsView view = parse(query).view();
        String href = view.href();
        String written = href.substring(href.indexOf('?') + 1).replace("%2B", "+");
        assertThat(written).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "to=2026-02-30",
                "from=2026-11-23&to=2026-11-01",
                "from=2027-01-01",
                "from=0000-12-30",
                "tz=Mars/Base",
                "interval=eon",
                "interval=hour",
                "by=luck",
                "by=name",
                "sort=luck",
                "page=-1",
                "page=1e3",
                "view=pie"
            })
    void a_value_that_cannot_be_used_is_named_once_and_left_out(String query) {
        CostsViewParser.Parsed parsed = parse(query);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/costs");
    }

    @Test
    void a_path_that_is_none_is_named_and_the_tab_stays() {
        CostsViewParser.Parsed parsed = parse("by=property&property=a b");
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/costs?by=property");
        assertThat(parse("property=plan").view().href()).isEqualTo("/costs");
    }

    @Test
    void one_customers_costs_are_not_listed_by_customer() {
        CostsViewParser.Parsed parsed = parse("by=customer&customer=acme");
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/costs?customer=acme");
    }

    @Test
    void an_id_that_nobody_can_have_is_named_and_left_out() {
        assertThat(parse("customer=a\u0000b").view().ofOne()).isFalse();
        assertThat(parse("customer=" + "x".repeat(1_001)).notices()).hasSize(1);
        assertThat(parse("customer=" + "x".repeat(1_000)).notices()).isEmpty();
    }

    @Test
    void forms_keep_the_state_as_it_is_meant_not_as_it_is_written() {
        CostsView view = CostsView.initial(TODAY, ZONE);
        view = new CostsView(view.days(), Tab.MODEL, "", "a&b = \"c\"", view.order(), 3, false);
        assertThat(view.href()).isEqualTo("/costs?by=model&customer=a%26b+%3D+%22c%22&page=3");
        assertThat(view.fieldsWithout(Set.of("page")))
                .containsExactly(new Field("by", "model"), new Field("customer", "a&b = \"c\""));
        assertThat(view.ofEverybody().href()).isEqualTo("/costs?by=model");
    }

    @Test
    void days_to_come_are_not_shown() {
        assertThat(parse("from=2026-11-01&to=2026-11-30").view().range().end()).isEqualTo(TODAY);
    }

    @Test
    void more_than_ten_years_are_cut_with_a_notice() {
        CostsViewParser.Parsed parsed = parse("from=1999-01-01&to=2026-11-23");
        assertThat(parsed.view().range().daysBetween()).isEqualTo(3650);
        assertThat(parsed.notices()).containsExactly("A range holds ten years at most; earlier days are left out.");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, HOUR",
        "2026-11-17, DAY",
        "2026-08-26, DAY",
        "2025-11-24, WEEK",
        "2024-01-01, MONTH",
        "2018-01-01, YEAR"
    })
    void the_interval_follows_the_range_and_is_always_allowed(LocalDate from, Interval interval) {
        TimeRange range = new TimeRange(from, TODAY, ZONE);
        assertThat(Ranges.suggestedInterval(range)).isEqualTo(interval);
        assertThat(interval.allows(range)).isTrue();
    }

    @Test
    void a_chosen_interval_stays_where_the_next_range_allows_it() {
        CostsView weekly = parse("from=2026-08-26&to=2026-11-23&interval=week").view();
        assertThat(weekly.with(weekly.range().previous()).interval()).isEqualTo(Interval.WEEK);
        CostsView hourly = parse("from=2026-11-20&to=2026-11-23&interval=hour").view();
        assertThat(hourly.with(Ranges.byDefault(TODAY, ZONE)).interval()).isEqualTo(Interval.DAY);
    }

    @Test
    void another_table_starts_at_its_first_page_in_its_own_order() {
        CostsView view = parse("by=customer&sort=name&page=4").view().with(Tab.MODEL);
        assertThat(view.page()).isEqualTo(1);
        assertThat(view.order()).isEqualTo(Column.Order.DEFAULT);
    }

    @Test
    void a_header_sorts_largest_first_and_then_turns_round() {
        Column.Order byCosts = Column.Order.DEFAULT;
        assertThat(byCosts.clicked(Column.COSTS).key()).isEqualTo("costs");
        assertThat(byCosts.clicked(Column.EVENTS).key()).isEqualTo("-events");
        assertThat(byCosts.clicked(Column.NAME).key()).isEqualTo("name");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25, DAY, 2026-09-27, 4 weeks before",
        "2026-11-17, DAY, 2026-11-10, 1 week before",
        "2026-11-23, HOUR, 2026-11-16, 1 week before",
        "2025-11-24, WEEK, 2024-11-25, 52 weeks before",
        "2026-01-01, MONTH, 2025-02-01, 11 months before",
        "2024-01-01, YEAR, 2021-01-01, 3 years before"
    })
    void a_weekday_meets_the_same_weekday(LocalDate from, Interval interval, LocalDate ghostFrom, String distance) {
        Ranges.Ghost ghost = Ranges.ghost(new TimeRange(from, TODAY, ZONE), interval);
        assertThat(ghost.range().start()).isEqualTo(ghostFrom);
        assertThat(ghost.distance()).isEqualTo(distance);
    }

    @Test
    void the_next_range_never_lies_in_the_future() {
        TimeRange range = new TimeRange(LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 19), ZONE);
        assertThat(Ranges.next(range, TODAY)).isEqualTo(new TimeRange(LocalDate.of(2026, 11, 14), TODAY, ZONE));
    }

    private static CostsViewParser.Parsed parse(String query) {
        Map<String, String> parameters = Arrays.stream(query.split("&"))
                .filter(pair -> pair.contains("="))
                .collect(Collectors.toMap(pair -> pair.split("=")[0], pair -> pair.split("=")[1]));
        return CostsViewParser.parse(parameters::get, ZONE, zone -> TODAY);
    }
}

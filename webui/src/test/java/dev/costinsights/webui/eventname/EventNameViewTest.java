package dev.costinsights.webui.eventname;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.webui.range.RangeState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventNameViewTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    @Test
    void a_name_alone_is_thirty_days_of_everybody_as_a_chart() {
        EventNameView view = view("chat.reply", Map.of());
        assertThat(view.href()).isEqualTo("/costs/event-name?name=chat.reply");
        assertThat(view.days()).isEqualTo(RangeState.initial(TODAY, ZONE));
        assertThat(view.customer()).isEmpty();
    }

    @Test
    void a_state_comes_back_from_its_own_address() {
        EventNameView view = view(
                "a & b",
                Map.of(
                        "from",
                        "2026-11-01",
                        "to",
                        "2026-11-20",
                        "customer",
                        "acme & co",
                        "page",
                        "3",
                        "view",
                        "table",
                        "interval",
                        "week"));
        assertThat(view.href())
                .isEqualTo("/costs/event-name?from=2026-11-01&to=2026-11-20&interval=week&name=a+%26+b"
                        + "&customer=acme+%26+co&view=table&page=3");
        assertThat(view.labelHref()).startsWith("/costs/event-name/label?from=2026-11-01");
        assertThat(view.csvHref(CsvTable.PERIODS))
                .startsWith("/costs/event-name.csv?")
                .endsWith("&table=periods");
        assertThat(view.ofEverybody().href()).doesNotContain("acme", "page=");
        assertThat(view.eventsHref(view.days()))
                .isEqualTo(
                        "/events?from=2026-11-01&to=2026-11-20&interval=week&name=a+%26+b&tree=traces&customer=acme+%26+co");
    }

    @ParameterizedTest
    @CsvSource({"page,zero", "view,pie", "interval,eon", "from,yesterday", "tz,Mars/Base"})
    void a_value_that_cannot_be_used_is_named_once_and_left_out(String name, String value) {
        EventNameView.Parsed parsed = EventNameView.parse("x", Map.of(name, value)::get, ZONE, zone -> TODAY);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/costs/event-name?name=x");
    }

    @Test
    void a_customer_that_cannot_be_one_is_left_out_with_a_notice() {
        for (String customer : new String[] {"x".repeat(1_001), "a\0b"}) {
            EventNameView.Parsed parsed =
                    EventNameView.parse("x", Map.of("customer", customer)::get, ZONE, zone -> TODAY);
            assertThat(parsed.notices()).hasSize(1);
            assertThat(parsed.view().customer()).isEmpty();
        }
    }

    @Test
    void what_no_event_can_be_named_is_known_without_asking() {
        assertThat(view("", Map.of()).isPossible()).isTrue();
        assertThat(view("😀".repeat(128), Map.of()).isPossible()).isTrue();
        assertThat(view("x".repeat(129), Map.of()).isPossible()).isFalse();
        assertThat(view("a\0b", Map.of()).isPossible()).isFalse();
    }

    @Test
    void traces_are_roots_of_whole_local_days_with_the_cost_of_all_beneath() {
        EventNameView view = view("chat.reply", Map.of("from", "2026-11-01", "to", "2026-11-02"));
        ListEvents question = new Questions(Organizations.DEFAULT_ID, view).traces(50, 50);
        assertThat(question.organizationId()).isEqualTo(Organizations.DEFAULT_ID);
        assertThat(question.depth()).isZero();
        assertThat(question.aggregateFields()).containsExactly("_cost.amount");
        assertThat(question.filter().names()).containsExactly("chat.reply");
        assertThat(question.filter().after()).isEqualTo(Instant.parse("2026-10-31T23:59:59.999999Z"));
        assertThat(question.filter().before()).isEqualTo(Instant.parse("2026-11-03T00:00:00Z"));
        assertThat(question.filter().byCustomer()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "11111111-1111-4111-8111-111111111111"})
    void a_customer_is_meant_by_either_id(String customer) {
        EventNameView view = view("chat.reply", Map.of("customer", customer));
        var filter = new Questions(Organizations.DEFAULT_ID, view).now().scope().filter();
        assertThat(filter.externalCustomerIds()).containsExactly(customer);
        assertThat(filter.customerIds())
                .isEqualTo(customer.equals("acme") ? Set.of() : Set.of(UUID.fromString(customer)));
    }

    @Test
    void what_is_compared_as_a_whole_has_as_few_periods_as_can_be() {
        var questions = new Questions(Organizations.DEFAULT_ID, view("x", Map.of()));
        assertThat(questions.before().interval()).isEqualTo(Interval.YEAR);
        assertThat(questions.before().scope().range().end()).isEqualTo(LocalDate.of(2026, 10, 24));
        assertThat(questions.names().scope().filter().names()).isEmpty();
    }

    private static EventNameView view(String name, Map<String, String> parameters) {
        return EventNameView.parse(name, parameters::get, ZONE, zone -> TODAY).view();
    }
}

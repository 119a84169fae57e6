package dev.costinsights.webui.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.webui.events.EventsViewParser.Parsed;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsViewTest {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final ZoneId ZONE = ZoneId.of("Europe/London");

    static Parsed parse(String query) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                parameters.add(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return EventsViewParser.parse(parameters, ZONE, zone -> TODAY);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "from=2026-11-17&to=2026-11-23&name=a&name=b+c&source=user&customer=acme&query=%3Cscript%3E&"
                        + "metadata.plan.name=pro&metadata.plan.name=free&metadata._llm.model=gpt-5&show=costs&"
                        + "tree=traces&sort=oldest&find=agent&live=1&after=1700000000000000.3",
                "show=revenue&before=1700000000000000.00000000-0000-4000-8000-000000000001",
                "tree=events",
                "name=%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D"
            })
    void a_state_comes_back_from_its_own_address(String query) {
        Parsed parsed = parse(query);
        assertThat(parsed.notices()).isEmpty();
        assertThat(parsed.canonical()).isTrue();
        assertThat(parsed.view().href()).isEqualTo(query.isEmpty() ? "/events" : "/events?" + query);
        assertThat(parse(query).view()).isEqualTo(parsed.view());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query=ab",
                "source=martian",
                "show=luck",
                "tree=forest",
                "sort=random",
                "after=yesterday",
                "before=12.x",
                "after=99999999999999999999.1",
                "path=plan",
                "value=pro",
                "metadata.=x",
                "name=%00",
                "query=ab%00c"
            })
    void a_value_that_cannot_be_used_is_named_once_and_left_out(String query) {
        Parsed parsed = parse(query);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/events");
    }

    @Test
    void too_many_or_too_long_values_are_left_out() {
        Parsed many = parse(numbered("name=n%d", 40));
        assertThat(many.view().filters().names()).hasSize(EventsViewParser.MOST_VALUES);
        assertThat(many.notices()).hasSize(1);
        Parsed paths = parse(numbered("metadata.path%d=x", 40));
        assertThat(paths.view().filters().metadata()).hasSize(EventsViewParser.MOST_VALUES);
        assertThat(paths.notices()).hasSize(1);
        assertThat(parse("customer=" + "x".repeat(1001)).view().filters().customers())
                .isEmpty();
    }

    private static String numbered(String parameter, int count) {
        return IntStream.range(0, count).mapToObj(parameter::formatted).collect(Collectors.joining("&"));
    }

    @Test
    void a_form_leads_to_the_address_that_says_the_same() {
        Parsed parsed = parse("query=&customer=&path=plan.name&value=pro&name=chat.reply&find=");
        assertThat(parsed.canonical()).isFalse();
        assertThat(parsed.view().href()).isEqualTo("/events?name=chat.reply&metadata.plan.name=pro");
    }

    @Test
    void both_sources_are_no_filter() {
        assertThat(parse("source=user&source=system").view().filters().isEmpty())
                .isTrue();
    }

    @Test
    void a_changed_filter_begins_at_the_first_page() {
        EventsView view = parse("after=1700000000000000.3").view();
        assertThat(view.with(view.filters().withNames(Set.of("a"))).href()).isEqualTo("/events?name=a");
        assertThat(view.sorted(false).href()).isEqualTo("/events?sort=oldest");
        assertThat(view.csvHref()).isEqualTo("/events.csv");
    }

    @Test
    void a_place_keeps_microseconds_before_and_after_1970() {
        for (String text :
                List.of("1969-12-31T23:59:59.000001Z", "2026-11-23T12:00:00.123456Z", "0001-01-01T00:00:00Z")) {
            Cursor cursor = Cursor.ofEvent(Instant.parse(text), 7);
            assertThat(Cursor.parse(cursor.text())).contains(cursor);
        }
    }
}

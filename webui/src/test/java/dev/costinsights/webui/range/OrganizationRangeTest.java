package dev.costinsights.webui.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.DefaultRange;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationRangeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final MultiMap query = MultiMap.caseInsensitiveMultiMap();
    private final Parameters parameters = new Parameters(query::get);

    @ParameterizedTest
    @CsvSource({"WEEK, 2026-11-17", "MONTH, 2026-10-25", "QUARTER, 2026-08-26", "YEAR, 2025-11-24"})
    void an_address_without_days_shows_the_organizations_and_leaves_them_out(DefaultRange range, LocalDate start) {
        OrganizationRange.put(query, range);

        RangeState state = parse();

        assertThat(state.range().start()).isEqualTo(start);
        assertThat(state.range().end()).isEqualTo(TODAY);
        assertThat(state.href("/costs")).isEqualTo("/costs");
        assertThat(parameters.notices()).isEmpty();
    }

    @Test
    void other_days_are_in_the_address_as_those_of_another_default_are() {
        OrganizationRange.put(query, DefaultRange.YEAR);
        RangeState state = parse();

        assertThat(state.with(Ranges.byDefault(TODAY, ZONE)).href("/costs"))
                .isEqualTo("/costs?from=2026-10-25&to=2026-11-23");
    }

    @Test
    void a_last_day_alone_ends_as_many_days() {
        OrganizationRange.put(query, DefaultRange.WEEK);
        query.set("to", "2026-06-30");

        assertThat(parse().range().start()).isEqualTo(LocalDate.of(2026, 6, 24));
    }

    @Test
    void what_the_address_says_itself_is_replaced() {
        query.set("default-range", "forever");
        OrganizationRange.put(query, DefaultRange.QUARTER);

        assertThat(parse().defaultRange()).isEqualTo(DefaultRange.QUARTER);
        assertThat(parameters.notices()).isEmpty();
    }

    @Test
    void days_that_are_none_fall_back_to_it() {
        OrganizationRange.put(query, DefaultRange.YEAR);
        query.set("from", "yesterday");

        assertThat(parse().range().start()).isEqualTo(LocalDate.of(2025, 11, 24));
        assertThat(parameters.notices())
                .containsExactly("The dates in the address can't be used; here are the last 12 months.");
    }

    private RangeState parse() {
        return RangeParser.parse(parameters, ZONE, zone -> TODAY);
    }
}

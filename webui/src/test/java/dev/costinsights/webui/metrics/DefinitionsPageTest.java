package dev.costinsights.webui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.Metric;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DefinitionsPageTest {
    @Test
    void every_metric_is_defined_once() {
        DefinitionsPage page = DefinitionsPage.of(null);
        assertThat(page.groups().stream().flatMap(group -> group.definitions().stream()))
                .extracting(DefinitionsPage.Definition::slug)
                .doesNotHaveDuplicates()
                .hasSize(Metric.values().length);
        assertThat(page.found()).isEqualTo(Metric.values().length + " metrics");
    }

    @Test
    void a_search_finds_titles_slugs_and_definitions_in_any_case() {
        assertThat(slugs("SEAT COUNT")).containsExactly("seats_total");
        assertThat(slugs("predicted_ltv")).containsExactly("predicted_ltv");
        assertThat(slugs("five years")).containsExactly("predicted_ltv");
        assertThat(slugs("<script>")).isEmpty();
        assertThat(DefinitionsPage.of("x".repeat(1000)).query()).hasSize(200);
    }

    @Test
    void the_file_holds_what_the_page_shows() {
        assertThat(DefinitionsPage.file("seat count"))
                .hasSize(2)
                .last()
                .satisfies(line ->
                        assertThat(line).startsWith("seats_total", "Seat Count", "Seats", "count", "reference"));
    }

    private static Stream<String> slugs(String query) {
        return DefinitionsPage.of(query).groups().stream()
                .flatMap(group -> group.definitions().stream())
                .map(DefinitionsPage.Definition::slug);
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What every metric means. */
final class DefinitionsCheck implements PageCheck {
    @Override
    public String name() {
        return "definitions";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(Look.of("/metrics/definitions"));
    }

    @Override
    public String emptyAddress() {
        return "/metrics/definitions?query=churn";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        browser.visit(demo.at("/metrics/definitions"));
        JsonNode metrics = demo.get("v1/metrics/definitions").required("items");
        assertThat(browser.findAll(".terms article")).hasSize(metrics.size());
    }
}

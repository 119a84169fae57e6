package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The settings of what comes in: webhooks, imports, sample data. */
final class IntakeCheck implements PageCheck {
    private static final String CSV = """
            id,created_at,status,customer_id,currency,net_amount
            11111111-1111-4111-8111-000000000001,2026-01-01,paid,22222222-2222-4222-8222-000000000001,usd,1200
            11111111-1111-4111-8111-000000000002,2026-01-02,paid,22222222-2222-4222-8222-000000000001,usd,many
            """;

    private String endpoint = "";
    private String trial = "";

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public List<Look> looks(Demo demo) {
        if (endpoint.isEmpty()) {
            endpoint = send(
                            demo,
                            Call.post(
                                    "v1/webhooks/endpoints/",
                                    "{\"provider\":\"stripe\",\"name\":\"Production\",\"secret\":\"whsec_0123456789abcdef\"}"))
                    .at("/id")
                    .textValue();
            trial = send(
                            demo,
                            new Call(
                                    "POST",
                                    "v1/revenue/imports/?kind=orders&dry_run=true",
                                    CSV,
                                    Map.of("Content-Type", "text/csv")))
                    .at("/id")
                    .textValue();
        }
        return List.of(
                new Look("webhooks", "/settings/webhooks"),
                new Look("webhook", "/settings/webhooks/" + endpoint),
                new Look("imports", "/settings/imports"),
                new Look("import", "/settings/imports/" + trial),
                new Look("sample-data", "/settings/sample-data"));
    }

    @Override
    public String emptyAddress() {
        return "/settings/imports";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        looks(demo);
        browser.visit(demo.at("/settings/webhooks/" + endpoint));
        assertThat(browser.text("#url"))
                .isEqualTo(demo.at("/v1/webhooks/stripe/" + endpoint).toString());

        browser.visit(demo.at("/settings/imports/" + trial));
        JsonNode found = demo.get("v1/revenue/imports/" + trial);
        assertThat(browser.text("dl.pairs").lines().toList())
                .containsSubsequence("Would be kept", found.at("/inserted").asText())
                .containsSubsequence("Lines with errors", found.at("/failed").asText());
        assertThat(browser.text("table")).contains("net_amount", "many");
    }

    private static JsonNode send(Demo demo, Call call) {
        try {
            Wire.Answer answer = call.send(demo.wire());
            assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
            return answer.json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

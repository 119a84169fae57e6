package dev.costinsights.webui.costs;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One event in the languages that the first-run page offers, with the reader's own address. */
public enum Snippets {
    CURL("curl", "Run this in a terminal. The amount is in cents; fractions are kept exactly.", """
            curl %s/v1/events/ingest \\
              -H "Authorization: Bearer %s" \\
              -H "Content-Type: application/json" \\
              -d '{"events": [{
              "name": "chat.reply",
              "external_customer_id": "acme",
              "metadata": {
                "_cost": {"amount": 0.25, "currency": "usd"},
                "_llm": {"vendor": "openai",
                         "model": "gpt-5-mini"}
              }}]}'"""),

    TYPESCRIPT("TypeScript", "Polar's client works by changing its address. The amount is in cents.", """
            // npm install @polar-sh/sdk@0.49
            import { Polar } from "@polar-sh/sdk";

            const polar = new Polar({
              serverURL: "%s",
              accessToken: "%s",
            });

            await polar.events.ingest({
              events: [{
                name: "chat.reply",
                externalCustomerId: "acme",
                metadata: { _cost: { amount: 0.25, currency: "usd" } },
              }],
            });"""),

    PYTHON("Python", "Nothing to install. The amount is in cents; fractions are kept exactly.", """
            import json
            import urllib.request

            event = {
                "name": "chat.reply",
                "external_customer_id": "acme",
                "metadata": {"_cost": {"amount": 0.25, "currency": "usd"}},
            }
            request = urllib.request.Request(
                "%s/v1/events/ingest",
                data=json.dumps({"events": [event]}).encode(),
                headers={
                    "Authorization": "Bearer %s",
                    "Content-Type": "application/json",
                },
            )
            print(urllib.request.urlopen(request).read().decode())"""),

    JAVA("Java", "A verticle of the same Vert.x application or cluster needs neither address nor token.", """
            import dev.costinsights.contracts.CostInsights;
            import dev.costinsights.contracts.events.LlmUsage;
            import dev.costinsights.contracts.events.NewEvent;

            CostInsights.on(vertx)
                .record(NewEvent.of("chat.reply", "acme")
                    .costCents("0.25")
                    .llm(LlmUsage.of("openai", "gpt-5-mini"))
                    .build())
                .onSuccess(result -> System.out.println(result));""");

    /** Stands where a token belongs until there is one. */
    private static final String PLACEHOLDER = "YOUR_TOKEN";

    private final String label;
    private final String lead;
    private final String text;

    Snippets(String label, String lead, String text) {
        this.label = label;
        this.lead = lead;
        this.text = text;
    }

    /** The language of that key; curl for any other. */
    static Snippets ofKey(@Nullable String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(CURL);
    }

    /** The language's name in an address. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the language is called. */
    public String label() {
        return label;
    }

    /** What to know before running it. */
    public String lead() {
        return lead;
    }

    /** Whether it sends a token. */
    boolean needsToken() {
        return this != JAVA;
    }

    /** Ready to be pasted. */
    public String text(String server, @Nullable String token) {
        return needsToken() ? text.formatted(server, token == null ? PLACEHOLDER : token) : text;
    }
}

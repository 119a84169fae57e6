package dev.costinsights.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The raw production traces, read and priced without the code that replays them. */
enum AzureTrace {
    CODE("AzureLLMInferenceTrace_code.csv.gz"),
    CONVERSATION("AzureLLMInferenceTrace_conv.csv.gz");

    private static final BigDecimal CONTEXT_TOKEN = new BigDecimal("0.00025");
    private static final BigDecimal GENERATED_TOKEN = new BigDecimal("0.001");

    private final String file;

    AzureTrace(String file) {
        this.file = file;
    }

    /** Every line but the first is a request: {@code 2023-11-16 18:17:03.9799600,4808,10}. */
    List<Event> events() {
        Path path = Path.of(System.getProperty("cost-insights.samples", "../samples"), file);
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.US_ASCII))) {
            List<String> rows = lines.lines().skip(1).toList();
            List<Event> events = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                String[] cells = rows.get(row).split(",");
                // Seven fractional digits, of which the last is always 0 and the server keeps six.
                Instant at = Instant.parse(cells[0].replace(' ', 'T').substring(0, 26) + "Z");
                BigDecimal cents = CONTEXT_TOKEN
                        .multiply(new BigDecimal(cells[1]))
                        .add(GENERATED_TOKEN.multiply(new BigDecimal(cells[2])));
                String customer = "customer-%02d".formatted((row + 1) % 24);
                events.add(new Event("llm.inference", at, null, customer, cents));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

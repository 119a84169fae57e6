package dev.costinsights.samples;

import dev.costinsights.samples.SampleEvent.LlmUsage;
import dev.costinsights.samples.SampleEvent.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A production trace of one LLM service, read as {@code llm.inference} events.
 *
 * <p>The traces name neither models nor prices nor customers. So the model is the service's name, a context token costs
 * 0.00025 cents and a generated one 0.001, and request number {@code n} of a trace (from 1) belongs to the customer
 * {@code customer-<n modulo 24, two digits>} and has the external id {@code azure-<service>-<n, six digits>}.
 */
enum Trace {
    /** 8,819 requests of a code completion service. */
    CODE("AzureLLMInferenceTrace_code.csv.gz"),
    /** 19,366 requests of a conversation service. */
    CONVERSATION("AzureLLMInferenceTrace_conv.csv.gz");

    private static final int CUSTOMERS = 24;
    private static final BigDecimal CENTS_PER_CONTEXT_TOKEN = new BigDecimal("0.00025");
    private static final BigDecimal CENTS_PER_GENERATED_TOKEN = new BigDecimal("0.001");
    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSS");

    private final String resource;

    Trace(String resource) {
        this.resource = resource;
    }

    /** The name of the service, as on the command line. */
    String service() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All requests in the order of the trace, with timestamps cut to microseconds. */
    List<SampleEvent> events() {
        try (InputStream packed = Objects.requireNonNull(Trace.class.getResourceAsStream(resource), resource);
                var lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
            String header = lines.readLine();
            if (!HEADER.equals(header)) {
                throw new IOException(resource + " starts with an unknown header: " + header);
            }
            var events = new ArrayList<SampleEvent>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(event(events.size() + 1, line.split(",", -1)));
            }
            return List.copyOf(events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SampleEvent event(int number, String[] columns) {
        Instant timestamp = LocalDateTime.parse(columns[0], TIMESTAMP).toInstant(ZoneOffset.UTC);
        long context = Long.parseLong(columns[1]);
        long generated = Long.parseLong(columns[2]);
        BigDecimal costCents = CENTS_PER_CONTEXT_TOKEN
                .multiply(BigDecimal.valueOf(context))
                .add(CENTS_PER_GENERATED_TOKEN.multiply(BigDecimal.valueOf(generated)));
        return new SampleEvent(
                "llm.inference",
                timestamp.truncatedTo(ChronoUnit.MICROS),
                String.format(Locale.ROOT, "azure-%s-%06d", service(), number),
                null,
                String.format(Locale.ROOT, "customer-%02d", number % CUSTOMERS),
                costCents,
                new LlmUsage("azure", service(), new Tokens(context, 0, generated)),
                Map.of());
    }
}

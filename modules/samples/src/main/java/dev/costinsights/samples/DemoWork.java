package dev.costinsights.samples;

import dev.costinsights.samples.SampleEvent.LlmUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one event of the demo business costs, and why.
 *
 * @param llm the model call, or null when no model is involved
 */
record DemoWork(BigDecimal costCents, @Nullable LlmUsage llm) {}

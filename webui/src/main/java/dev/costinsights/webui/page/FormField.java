package dev.costinsights.webui.page;

import org.jspecify.annotations.Nullable;

/**
 * A field that is written into.
 *
 * @param value as it was written
 * @param problem what is wrong with the value, or null
 * @param focus whether it is the first of the form that is wrong
 */
public record FormField(String value, @Nullable String problem, boolean focus) {}

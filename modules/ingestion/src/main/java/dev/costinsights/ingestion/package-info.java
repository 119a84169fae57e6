/** Takes events in: checks what only the server can know, deduplicates for ever, appends to the log before answering. */
@NullMarked
package dev.costinsights.ingestion;

import org.jspecify.annotations.NullMarked;

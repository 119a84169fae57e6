/** Sample input for a running server, posted through its public REST API: production traces and a made-up business year. */
@NullMarked
package dev.costinsights.samples;

import org.jspecify.annotations.NullMarked;

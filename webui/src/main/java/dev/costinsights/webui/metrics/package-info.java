/** The Metrics pages: groups of charts, dashboards that people make of them, and what every metric means. */
@NullMarked
package dev.costinsights.webui.metrics;

import org.jspecify.annotations.NullMarked;

/** Dashboards that an organization makes for itself: named lists of metrics. */
@NullMarked
package dev.costinsights.contracts.dashboards;

import org.jspecify.annotations.NullMarked;

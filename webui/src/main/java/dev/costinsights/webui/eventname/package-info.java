/** The page of one event name: what its traces cost, over time and one by one, and what it is called. */
@NullMarked
package dev.costinsights.webui.eventname;

import org.jspecify.annotations.NullMarked;

/** The Event page: what a trace cost, step by step, and whether that is unusual. */
@NullMarked
package dev.costinsights.webui.trace;

import org.jspecify.annotations.NullMarked;

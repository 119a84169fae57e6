/** The Events page: what happened, newest first, with what it cost and what came in. */
@NullMarked
package dev.costinsights.webui.events;

import org.jspecify.annotations.NullMarked;

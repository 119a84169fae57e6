/** The server-rendered dashboard: what a person in a browser sees of Cost Insights. */
@NullMarked
package dev.costinsights.webui;

import org.jspecify.annotations.NullMarked;

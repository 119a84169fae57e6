/** The Costs page: its state in the URL, its question to presentation and the view model of the answer. */
@NullMarked
package dev.costinsights.webui.costs;

import org.jspecify.annotations.NullMarked;

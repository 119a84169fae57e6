/** Settings of webhooks: where providers deliver revenue, and what they delivered last. */
@NullMarked
package dev.costinsights.webui.webhooks;

import org.jspecify.annotations.NullMarked;

/** What all pages share: the shell around them, rendering, static files. */
@NullMarked
package dev.costinsights.webui.page;

import org.jspecify.annotations.NullMarked;

/** What a number leads to: the pages behind it, and its definition. */
@NullMarked
package dev.costinsights.webui.link;

import org.jspecify.annotations.NullMarked;

/** Settings: the reader's own password, sessions and theme. */
@NullMarked
package dev.costinsights.webui.account;

import org.jspecify.annotations.NullMarked;

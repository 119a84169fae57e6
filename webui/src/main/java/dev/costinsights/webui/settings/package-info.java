/** The Settings page: access tokens. */
@NullMarked
package dev.costinsights.webui.settings;

import org.jspecify.annotations.NullMarked;

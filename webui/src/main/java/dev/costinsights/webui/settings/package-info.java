/** The settings: their navigation, the organization, access tokens. */
@NullMarked
package dev.costinsights.webui.settings;

import org.jspecify.annotations.NullMarked;

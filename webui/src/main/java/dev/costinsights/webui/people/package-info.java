/** Settings: who can sign in, invitations, and the page that a one-time link opens. */
@NullMarked
package dev.costinsights.webui.people;

import org.jspecify.annotations.NullMarked;

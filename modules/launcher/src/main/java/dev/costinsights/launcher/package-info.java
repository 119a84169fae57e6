/** Puts the house together: configuration, database, migrations, roles, one ready line, orderly stop. */
@NullMarked
package dev.costinsights.launcher;

import org.jspecify.annotations.NullMarked;

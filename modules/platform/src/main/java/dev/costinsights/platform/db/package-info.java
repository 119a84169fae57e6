/** PostgreSQL: pools, statements, migrations, and the one place where SQL errors become contract errors. */
@NullMarked
package dev.costinsights.platform.db;

import org.jspecify.annotations.NullMarked;

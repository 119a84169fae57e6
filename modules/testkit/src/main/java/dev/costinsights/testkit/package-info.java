/** What tests of several modules share: a real PostgreSQL with the schemas they ask for. */
@NullMarked
package dev.costinsights.testkit;

import org.jspecify.annotations.NullMarked;

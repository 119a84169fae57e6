/** Tests of accounts against a real PostgreSQL. */
@NullMarked
package dev.costinsights.accounts;

import org.jspecify.annotations.NullMarked;

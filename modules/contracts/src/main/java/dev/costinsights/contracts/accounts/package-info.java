/** Who asks: organizations, access tokens with scopes, dashboard sessions. */
@NullMarked
package dev.costinsights.contracts.accounts;

import org.jspecify.annotations.NullMarked;

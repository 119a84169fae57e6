/** Who asks: organizations, access tokens, dashboard users and their sessions; secrets are kept as hashes alone. */
@NullMarked
package dev.costinsights.accounts;

import org.jspecify.annotations.NullMarked;

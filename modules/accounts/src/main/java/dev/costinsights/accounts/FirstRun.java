package dev.costinsights.accounts;

import dev.costinsights.contracts.accounts.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a start made that a person has to be shown now, because only hashes are kept.
 *
 * @param token an access token with all scopes; null when one exists already or is configured
 * @param signInCode works once, within a day, for signing in as the owner; null when an owner has a password
 */
public record FirstRun(@Nullable Secret token, @Nullable Secret signInCode) {}

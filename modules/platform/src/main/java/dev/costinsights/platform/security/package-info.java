/** Keyed hashes and secrets. */
@NullMarked
package dev.costinsights.platform.security;

import org.jspecify.annotations.NullMarked;

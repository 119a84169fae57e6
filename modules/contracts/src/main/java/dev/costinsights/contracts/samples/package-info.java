/** Sample data: a made-up business in an organization of its own, to look around in. */
@NullMarked
package dev.costinsights.contracts.samples;

import org.jspecify.annotations.NullMarked;

/** Tests of the commands against an HTTP server of the JDK. */
@NullMarked
package dev.costinsights.samples;

import org.jspecify.annotations.NullMarked;

/** Settings: defaults, then the file, then the environment, then system properties, read once into checked records. */
@NullMarked
package dev.costinsights.platform.config;

import org.jspecify.annotations.NullMarked;

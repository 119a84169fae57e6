@NullMarked
package dev.costinsights.api.openapi;

import org.jspecify.annotations.NullMarked;

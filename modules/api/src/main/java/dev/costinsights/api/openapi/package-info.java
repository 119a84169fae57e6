/** The description of the API: one OpenAPI document, its readable page, and how both are served. */
@NullMarked
package dev.costinsights.api.openapi;

import org.jspecify.annotations.NullMarked;

/** The wire format row by row, and the routes over real HTTP with the rest of the server faked on the bus. */
@NullMarked
package dev.costinsights.api;

import org.jspecify.annotations.NullMarked;

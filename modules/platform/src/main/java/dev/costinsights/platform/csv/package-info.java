/** Tables for spreadsheets. */
@NullMarked
package dev.costinsights.platform.csv;

import org.jspecify.annotations.NullMarked;

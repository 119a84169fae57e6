/** Who an organization's customers are: what ingestion registers and presentation reads. */
@NullMarked
package dev.costinsights.contracts.customers;

import org.jspecify.annotations.NullMarked;

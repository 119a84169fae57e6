package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the page is made of.
 *
 * @param customer the one whose costs these are; null for everybody's, and when nobody is registered with the id
 * @param revenue null when it can't be known: events alone name a customer who is not registered
 * @param values null unless a property is named
 * @param unusual null when they are not asked for
 */
record CostsAnswers(
        CostReport report,
        @Nullable Customer customer,
        @Nullable Revenue revenue,
        @Nullable Panel<PropertyStatistics> values,
        @Nullable Panel<VarianceStatistics> unusual) {

    /** Net revenue in cents: of the range, and of the one before. */
    record Revenue(BigDecimal nowCents, BigDecimal beforeCents) {}

    /** An answer that only a part of the page needs; null when it failed. */
    record Panel<T>(@Nullable T answer) {}

    /** Nothing but the report. */
    static CostsAnswers of(CostReport report) {
        return new CostsAnswers(report, null, null, null, null);
    }
}

package dev.costinsights.webui.link;

import dev.costinsights.contracts.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A label with its meaning one press away.
 *
 * @param id of the element that says it; one of a page
 * @param label what stands beside the number
 * @param title the name of what is defined
 * @param meaning the definition, in sentences
 * @param formula how the number comes about, with the reader's own numbers where the page has them; or null
 * @param href where more is said, or null
 */
public record Term(
        String id,
        String label,
        String title,
        String meaning,
        @Nullable String formula,
        @Nullable String href) {

    /** A metric of the catalogue under a label of this page. */
    public static Term of(Metric metric, String label) {
        return of(metric, label, formula(metric));
    }

    /** The same with the reader's own numbers in the formula. */
    public static Term of(Metric metric, String label, @Nullable String formula) {
        String slug = metric.slug();
        return new Term(
                "term-" + slug, label, metric.displayName(), metric.definition(), formula, Addresses.definition(slug));
    }

    /** Something that is no metric of the catalogue. */
    public static Term of(String id, String label, String meaning) {
        return new Term("term-" + id, label, label, meaning, null, null);
    }

    private static @Nullable String formula(Metric metric) {
        String numerator = metric.numerator();
        return numerator == null ? null : numerator + " ÷ " + metric.denominator();
    }
}

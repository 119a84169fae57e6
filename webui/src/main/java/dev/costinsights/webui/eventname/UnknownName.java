package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.eventname.EventNamePage.Names;
import dev.costinsights.webui.link.Addresses;
import org.jspecify.annotations.Nullable;

/**
 * In place of the page of a name that no event has.
 *
 * @param name as it was asked for, shortened; empty when the address has none
 * @param costs the way back
 * @param names names that there are, or null
 */
public record UnknownName(
        String name, String costs, @Nullable Names names) {

    static UnknownName of(EventNameView view, @Nullable TimeseriesAnswer names) {
        return new UnknownName(
                view.name().isBlank() ? "" : TracesView.label(view.name()),
                view.days().href(Addresses.COSTS),
                names == null || names.totals().isEmpty() ? null : NamesView.of(view.ofEverybody(), names.totals()));
    }
}

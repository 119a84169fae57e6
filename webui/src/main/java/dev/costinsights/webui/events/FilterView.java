package dev.costinsights.webui.events;

import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.webui.events.EventsPage.Chip;
import dev.costinsights.webui.events.EventsPage.Choice;
import dev.costinsights.webui.events.EventsPage.Panel;
import dev.costinsights.webui.events.EventsPage.Search;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.range.Controls.Field;
import dev.costinsights.webui.range.RangeState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of a view: as chips, and as the forms that change them. */
record FilterView(EventsView view, CustomerNames customers) {

    /** Each with the address without it. */
    List<Chip> chips() {
        Filters filters = view.filters();
        List<Chip> chips = new ArrayList<>();
        filters.names()
                .forEach(name ->
                        chips.add(chip("Name", name, filters.withNames(Filters.without(filters.names(), name)))));
        filters.sources()
                .forEach(source -> chips.add(chip("Source", source.wireName(), filters.withSources(Set.of()))));
        filters.customers()
                .forEach(key -> chips.add(chip(
                        "Customer",
                        customers.nameOf(key),
                        filters.withCustomers(Filters.without(filters.customers(), key)))));
        if (!filters.query().isEmpty()) {
            chips.add(chip("Text", filters.query(), filters.withQuery("")));
        }
        filters.metadata()
                .forEach((path, values) ->
                        values.forEach(value -> chips.add(chip(path, value, filters.withoutMetadata(path, value)))));
        return chips;
    }

    private Chip chip(String label, String value, Filters without) {
        return new Chip(label, value, view.with(without).href());
    }

    Search search() {
        return new Search(
                view.filters().query(),
                hidden(view.with(view.filters().withQuery("")).fields()));
    }

    Panel panel(@Nullable EventNamePage names) {
        Filters kept = view.filters().withNames(Set.of()).withSources(Set.of());
        List<Field> fields = new ArrayList<>(kept.fields());
        fields.addAll(view.fieldsWithoutFilters().stream()
                .filter(field -> !field.name().equals("find"))
                .toList());
        return new Panel(
                !view.find().isEmpty(),
                view.find(),
                names == null ? null : names(names),
                names == null ? null : more(names),
                sources(),
                hidden(fields));
    }

    /** Those that are on come first, listed or not. */
    private List<Choice> names(EventNamePage page) {
        Set<String> on = view.filters().names();
        List<Choice> choices = new ArrayList<>();
        on.stream()
                .filter(name ->
                        page.items().stream().noneMatch(item -> item.name().equals(name)))
                .forEach(name -> choices.add(new Choice(name, name, "", true)));
        page.items()
                .forEach(item -> choices.add(new Choice(
                        item.name(), item.label(), Numbers.count(item.occurrences()), on.contains(item.name()))));
        return choices;
    }

    private static @Nullable String more(EventNamePage page) {
        long others = page.totalCount() - page.items().size();
        return others <= 0 ? null : Numbers.count(others, "other name", "other names");
    }

    private List<Choice> sources() {
        Set<EventSource> on = view.filters().sources();
        return EnumSet.allOf(EventSource.class).stream()
                .map(source -> new Choice(
                        source.wireName(),
                        source == EventSource.USER ? "User" : "System",
                        source == EventSource.USER ? "events sent" : "orders, refunds, disputes",
                        on.contains(source)))
                .toList();
    }

    private List<Field> hidden(List<Field> fields) {
        List<Field> hidden = new ArrayList<>(fields);
        RangeState days = view.days();
        hidden.addAll(days.fields());
        return hidden;
    }
}

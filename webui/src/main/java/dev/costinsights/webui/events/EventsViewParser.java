package dev.costinsights.webui.events;

import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.webui.events.EventsView.Show;
import dev.costinsights.webui.events.EventsView.Tree;
import dev.costinsights.webui.range.Parameters;
import dev.costinsights.webui.range.RangeParser;
import dev.costinsights.webui.range.RangeState;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the state of the Events page from its address. What can't be used is left out, with a notice that says so. */
final class EventsViewParser {
    static final int MOST_VALUES = 20;

    private static final int LONGEST_SEARCH = 200;
    private static final String METADATA = "metadata.";

    private final MultiMap query;
    private final List<String> notices = new ArrayList<>();

    private EventsViewParser(MultiMap query) {
        this.query = query;
    }

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     * @param canonical whether the address is how this page writes it; a form also sends what nobody filled in
     */
    record Parsed(EventsView view, List<String> notices, boolean canonical) {}

    static Parsed parse(MultiMap query, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        return new EventsViewParser(query).parse(defaultZone, todayIn);
    }

    private Parsed parse(ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(query::get);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        var filters = new Filters(
                texts("name", EventCondition.Clause.MAX_TEXT_LENGTH),
                sources(),
                texts("customer", EventCondition.Clause.MAX_TEXT_LENGTH).stream()
                        .map(String::strip)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                parameters
                        .value(
                                "query",
                                EventsViewParser::search,
                                "A search needs " + EventFilter.MIN_QUERY_LENGTH + " to " + LONGEST_SEARCH
                                        + " characters; here is everything.")
                        .orElse(""),
                metadata());
        Show show = parameters
                .value("show", EventsViewParser::show, "The choice in the address isn't known; here is everything.")
                .orElse(Show.ALL);
        Tree tree = parameters
                .value("tree", EventsViewParser::tree, "The address names neither traces nor events.")
                .orElse(null);
        boolean newestFirst = parameters
                .value("sort", EventsViewParser::isNewestFirst, "The order in the address isn't known; newest first.")
                .orElse(true);
        String find = parameters
                .value("find", EventsViewParser::part, "No name is that long; here are the most frequent.")
                .orElse("");
        String lost = "The place in the address isn't one; here is the first page.";
        Optional<Cursor> after = parameters.value("after", Cursor::parse, lost);
        Optional<Cursor> before =
                after.isPresent() ? Optional.empty() : parameters.value("before", Cursor::parse, lost);
        var view = new EventsView(
                days,
                filters,
                show,
                null,
                newestFirst,
                find,
                after.orElse(null),
                before.orElse(null),
                "1".equals(query.get("live")));
        List<String> all = new ArrayList<>(parameters.notices());
        all.addAll(notices);
        return new Parsed(tree == null ? view : treed(view, tree), all, all.isEmpty() ? isCanonical() : true);
    }

    private static EventsView treed(EventsView view, Tree tree) {
        EventsView other = view.with(tree);
        return view.after() != null
                ? other.after(view.after())
                : view.before() != null ? other.before(view.before()) : other;
    }

    /** A form names path and value of metadata apart, and sends its empty fields. */
    private boolean isCanonical() {
        return !query.contains("path")
                && !query.contains("value")
                && query.entries().stream().noneMatch(entry -> entry.getValue().isBlank());
    }

    private Set<String> texts(String name, int longest) {
        Set<String> texts = new LinkedHashSet<>();
        for (String text : query.getAll(name)) {
            add(texts, text, longest);
        }
        return texts;
    }

    private void add(Set<String> texts, String text, int longest) {
        if (text.isBlank()) {
            return;
        }
        if (texts.size() == MOST_VALUES || !isText(text, longest)) {
            note("A filter takes " + MOST_VALUES + " values of up to " + longest
                    + " characters; the others are left out.");
            return;
        }
        texts.add(text);
    }

    private static boolean isText(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest && text.indexOf('\0') < 0;
    }

    private void note(String notice) {
        if (!notices.contains(notice)) {
            notices.add(notice);
        }
    }

    private Set<EventSource> sources() {
        Set<EventSource> sources = new LinkedHashSet<>();
        for (String text : query.getAll("source")) {
            if (!text.isBlank()) {
                EventSource.ofWireName(text)
                        .ifPresentOrElse(sources::add, () -> note("A source is user or system; here are both."));
            }
        }
        return sources.size() == EventSource.values().length ? Set.of() : sources;
    }

    private Map<String, Set<String>> metadata() {
        Map<String, Set<String>> metadata = new LinkedHashMap<>();
        query.forEach(entry -> {
            if (entry.getKey().startsWith(METADATA)) {
                addMetadata(metadata, entry.getKey().substring(METADATA.length()), entry.getValue());
            }
        });
        String path = Objects.requireNonNullElse(query.get("path"), "");
        String value = Objects.requireNonNullElse(query.get("value"), "");
        if (path.isBlank() != value.isBlank()) {
            note("Metadata is looked for by a path and its value; one of them is missing.");
        } else if (!path.isBlank()) {
            addMetadata(metadata, path.strip(), value);
        }
        return metadata;
    }

    private void addMetadata(Map<String, Set<String>> metadata, String path, String value) {
        if (value.isBlank()) {
            return;
        }
        boolean usable = !path.isBlank() && isText(path, EventCondition.Clause.MAX_PROPERTY_LENGTH);
        if (!usable || metadata.size() == MOST_VALUES && !metadata.containsKey(path)) {
            note("A path of metadata has 1 to " + EventCondition.Clause.MAX_PROPERTY_LENGTH
                    + " characters, and there are " + MOST_VALUES + " at most.");
            return;
        }
        Set<String> values = metadata.getOrDefault(path, new LinkedHashSet<>());
        add(values, value, EventCondition.Clause.MAX_TEXT_LENGTH);
        if (!values.isEmpty()) {
            metadata.put(path, values);
        }
    }

    private static Optional<String> search(String text) {
        boolean usable =
                text.codePointCount(0, text.length()) >= EventFilter.MIN_QUERY_LENGTH && isText(text, LONGEST_SEARCH);
        return usable ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> part(String text) {
        return isText(text, LONGEST_SEARCH) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Show> show(String text) {
        return switch (text) {
            case "all" -> Optional.of(Show.ALL);
            case "costs" -> Optional.of(Show.COSTS);
            case "revenue" -> Optional.of(Show.REVENUE);
            default -> Optional.empty();
        };
    }

    private static Optional<Tree> tree(String text) {
        return switch (text) {
            case "traces" -> Optional.of(Tree.TRACES);
            case "events" -> Optional.of(Tree.EVENTS);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> isNewestFirst(String text) {
        return switch (text) {
            case "newest" -> Optional.of(true);
            case "oldest" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

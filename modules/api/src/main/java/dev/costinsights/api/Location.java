package dev.costinsights.api;

import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request something is wrong.
 *
 * @param step a name or an index under the parent
 */
record Location(@Nullable Location parent, Object step) {
    static final Location BODY = new Location(null, "body");
    static final Location QUERY = new Location(null, "query");
    static final Location PATH = new Location(null, "path");
    static final Location HEADER = new Location(null, "header");

    Location child(String name) {
        return new Location(this, name);
    }

    Location child(int index) {
        return new Location(this, index);
    }

    /** From the outermost to this. */
    List<Object> steps() {
        var steps = new LinkedList<Object>();
        for (Location at = this; at != null; at = at.parent) {
            steps.addFirst(at.step);
        }
        return steps;
    }
}

package dev.costinsights.webui.imports;

import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Imports as the template reads them.
 *
 * @param waiting facts that don't count yet, the oldest first
 * @param waitingText how many there are, when they are more than listed; else null
 */
record ImportsPage(
        Form form,
        List<Row> rows,
        @Nullable Pager pager,
        List<Waiting> waiting,
        @Nullable String waitingText) {

    /**
     * The form for a file.
     *
     * @param kind what its lines are, as on the wire
     * @param problem what is wrong with the file, or null
     * @param most how large a file may be, such as {@code 10 MB}
     */
    record Form(String kind, boolean dryRun, @Nullable String problem, String most) {}

    /** An import in the list. */
    record Row(String title, String href, Moment created, String state, boolean bad, String words) {}

    /** Something that waits for what it belongs to. */
    record Waiting(String kind, String id, Moment created, String missing) {}

    /**
     * One import.
     *
     * @param going whether it isn't finished
     * @param done in percent, for a bar; such as {@code 40%}
     * @param counts figures with their labels
     * @param errors what is wrong with its lines
     * @param csv where all of that is as a file; null when nothing is wrong
     * @param advice what to do next, or null
     */
    record One(
            String title,
            String href,
            Moment created,
            String state,
            boolean going,
            boolean bad,
            String done,
            String progress,
            List<Count> counts,
            List<Error> errors,
            String errorCount,
            @Nullable String csv,
            @Nullable Pager pager,
            @Nullable String advice) {}

    /** A figure of an import. */
    record Count(String label, String count, boolean bad) {}

    /** One thing wrong with one line. */
    record Error(String line, String column, String value, String message) {}
}

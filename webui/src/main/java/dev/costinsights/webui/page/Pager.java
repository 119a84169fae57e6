package dev.costinsights.webui.page;

import dev.costinsights.webui.format.Numbers;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the reader is in a long table.
 *
 * @param text such as {@code 26 – 50 of 60}
 * @param previous address of the page before, or null
 * @param next address of the page behind, or null
 */
public record Pager(
        String text, @Nullable String previous, @Nullable String next) {

    /**
     * The pager of one page; null when there is no other.
     *
     * @param page counted from one
     * @param size rows of a full page
     * @param total rows of all pages
     * @param href address of a page
     */
    public static @Nullable Pager of(long page, int size, long total, LongFunction<String> href) {
        long pages = pages(size, total);
        if (pages == 1) {
            return null;
        }
        return new Pager(
                Numbers.count((page - 1) * size + 1) + " – "
                        + Numbers.count(Math.min(page * size, total)) + " of "
                        + Numbers.count(total),
                page > 1 ? href.apply(page - 1) : null,
                page < pages ? href.apply(page + 1) : null);
    }

    /** How many pages there are, at least one. */
    public static long pages(int size, long total) {
        return Math.max(1, (total + size - 1) / size);
    }
}

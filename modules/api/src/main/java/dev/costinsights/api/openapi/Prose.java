package dev.costinsights.api.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unbescape.html.HtmlEscape;

/** Text as HTML, with the little Markdown that descriptions use: paragraphs, {@code `code`} and {@code **strong**}. */
final class Prose {
    private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*");

    private Prose() {}

    static List<String> paragraphs(String text) {
        return Arrays.stream(text.strip().split("\\n{2,}"))
                .filter(paragraph -> !paragraph.isBlank())
                .map(Prose::line)
                .toList();
    }

    static String line(String text) {
        var html = new StringBuilder();
        Matcher marked = MARKED.matcher(text);
        int done = 0;
        while (marked.find()) {
            html.append(plain(text.substring(done, marked.start())));
            html.append(
                    marked.group(1) != null
                            ? code(marked.group(1))
                            : "<strong>" + plain(marked.group(2)) + "</strong>");
            done = marked.end();
        }
        return html.append(plain(text.substring(done))).toString();
    }

    static String plain(String text) {
        return HtmlEscape.escapeHtml5Xml(text);
    }

    static String code(String text) {
        return "<code>" + plain(text) + "</code>";
    }

    static String link(String href, String text) {
        return "<a href=\"" + plain(href) + "\">" + plain(text) + "</a>";
    }
}

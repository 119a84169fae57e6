package dev.costinsights.webui.http;

import dev.costinsights.platform.csv.Spreadsheet;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Sends a table as a file that spreadsheets open. */
public final class CsvReply {

    private CsvReply() {}

    /**
     * Sends it.
     *
     * @param fileName letters, digits, points and hyphens
     * @param lines cells that are safe in a spreadsheet already; the first line names the columns
     */
    public static void send(RoutingContext context, String fileName, List<List<String>> lines) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .end(Spreadsheet.lines(lines));
    }
}

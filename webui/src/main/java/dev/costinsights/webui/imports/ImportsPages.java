package dev.costinsights.webui.imports;

import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ImportPage;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.imports.ImportsPage.Count;
import dev.costinsights.webui.imports.ImportsPage.One;
import dev.costinsights.webui.imports.ImportsPage.Row;
import dev.costinsights.webui.imports.ImportsPage.Waiting;
import dev.costinsights.webui.page.Pager;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns imports and their errors into what the templates read. */
final class ImportsPages {
    static final int PAGE_ROWS = 25;
    static final int WAITING_ROWS = 10;

    private static final int HUNDRED = 100;

    private ImportsPages() {}

    static String href(UUID id) {
        return ImportsHandler.PATH + "/" + id;
    }

    static ImportsPage list(
            ImportsPage.Form form, ImportPage found, long page, WaitingFactPage waiting, ZoneId zone, Instant now) {
        return new ImportsPage(
                form,
                found.items().stream().map(one -> row(one, zone, now)).toList(),
                Pager.of(page, PAGE_ROWS, found.totalCount(), to -> ImportsHandler.PATH + "?page=" + to),
                waiting.items().stream()
                        .map(item -> new Waiting(
                                words(item.kind()),
                                item.id().toString(),
                                Moment.of(item.createdAt(), zone, now),
                                words(item.missingKind()) + " " + item.missingId()))
                        .toList(),
                waiting.totalCount() > waiting.items().size()
                        ? "The oldest " + waiting.items().size() + " of " + Numbers.count(waiting.totalCount()) + "."
                        : null);
    }

    private static Row row(RevenueImport one, ZoneId zone, Instant now) {
        return new Row(
                title(one),
                href(one.id()),
                Moment.of(one.createdAt(), zone, now),
                state(one),
                isBad(one),
                going(one) ? progress(one) : summary(one));
    }

    static One one(RevenueImport one, ImportErrorPage errors, long page, ZoneId zone, Instant now) {
        int share = one.linesTotal() == 0 ? 0 : (int) ((long) one.linesDone() * HUNDRED / one.linesTotal());
        return new One(
                title(one),
                href(one.id()),
                Moment.of(one.createdAt(), zone, now),
                state(one),
                going(one),
                isBad(one),
                share + "%",
                progress(one),
                counts(one),
                errors.items().stream().map(ImportsPages::error).toList(),
                one.errors() > ListImportErrors.MAX_LISTED
                        ? "the first " + Numbers.count(ListImportErrors.MAX_LISTED) + " of "
                                + Numbers.count(one.errors())
                        : Numbers.count(one.errors()),
                errors.totalCount() == 0 ? null : href(one.id()) + "/errors.csv",
                Pager.of(page, PAGE_ROWS, errors.totalCount(), to -> href(one.id()) + "?page=" + to),
                advice(one));
    }

    static List<List<String>> csv(ImportErrorPage errors) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("line", "column", "value", "message"));
        errors.items()
                .forEach(error -> lines.add(List.of(
                        Integer.toString(error.line()),
                        Spreadsheet.text(error.column()),
                        Spreadsheet.text(error.value()),
                        Spreadsheet.text(error.message()))));
        return lines;
    }

    private static ImportsPage.Error error(ImportErrorPage.Item error) {
        return new ImportsPage.Error(
                Numbers.count(error.line()),
                Objects.requireNonNullElse(error.column(), "–"),
                Objects.requireNonNullElse(error.value(), "–"),
                error.message());
    }

    private static List<Count> counts(RevenueImport one) {
        String would = one.dryRun() ? "Would be kept" : "Kept";
        return List.of(
                new Count(would, Numbers.count(one.inserted()), false),
                new Count("Known before", Numbers.count(one.duplicates()), false),
                new Count("Waiting", Numbers.count(one.waiting()), false),
                new Count("Lines with errors", Numbers.count(one.failed()), one.failed() > 0));
    }

    private static @Nullable String advice(RevenueImport one) {
        if (going(one)) {
            return null;
        }
        if (one.status() == RevenueImport.Status.FAILED) {
            return "The server made a mistake; it is in its log. Lines that are done stay done: import the file again,"
                    + " and what is known isn't counted twice.";
        }
        if (one.dryRun()) {
            return one.failed() > 0
                    ? "Nothing was kept. Mend the lines below and try again, or import the file as it is: lines with"
                            + " errors are left out."
                    : "Nothing was kept. Every line can be: import the file without the trial.";
        }
        return one.failed() > 0
                ? "Mend the lines below and import the file again: what is kept isn't counted twice."
                : null;
    }

    private static String title(RevenueImport one) {
        String kind = one.kind() == ImportKind.ORDERS ? "Orders" : "Subscriptions";
        return one.dryRun() ? kind + ", trial" : kind;
    }

    private static boolean going(RevenueImport one) {
        return one.finishedAt() == null;
    }

    private static boolean isBad(RevenueImport one) {
        return one.status() == RevenueImport.Status.FAILED || one.failed() > 0;
    }

    private static String state(RevenueImport one) {
        return switch (one.status()) {
            case QUEUED -> "Waits";
            case RUNNING -> "Runs";
            case INTERRUPTED -> "Goes on soon";
            case SUCCEEDED -> one.failed() > 0 ? "Done with errors" : "Done";
            case FAILED -> "Failed";
        };
    }

    private static String progress(RevenueImport one) {
        return Numbers.count(one.linesDone()) + " of " + Numbers.count(one.linesTotal(), "line", "lines");
    }

    private static String summary(RevenueImport one) {
        List<String> parts = new ArrayList<>();
        parts.add(Numbers.count(one.inserted()) + (one.dryRun() ? " would be kept" : " kept"));
        if (one.duplicates() > 0) {
            parts.add(Numbers.count(one.duplicates()) + " known before");
        }
        if (one.failed() > 0) {
            parts.add(Numbers.count(one.failed(), "line with errors", "lines with errors"));
        }
        return String.join(", ", parts);
    }

    private static String words(String kind) {
        return kind.replace('_', ' ');
    }
}

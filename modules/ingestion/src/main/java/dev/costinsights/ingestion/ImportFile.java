package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.NewFact;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file of objects from its header on, line by line. Not thread-safe. */
final class ImportFile {
    private static final int MAX_COLUMNS = 200;
    private static final int MAX_SHOWN = 100;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** An empty line is a record, so that lines can be counted. */
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private final ImportColumns columns;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header = new ArrayList<>();
    private long line = 1;

    /** @throws ContractException as {@link ErrorCode#INVALID} when the header isn't good */
    ImportFile(ImportKind kind, String csv) {
        columns = ImportColumns.of(kind);
        if (Texts.isUnstorable(csv)) {
            throw invalid("value_error", "The file contains invalid characters.");
        }
        String text = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
        try {
            parser = CSVParser.parse(new StringReader(text), FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException("A text can't be read", e);
        }
        records = parser.iterator();
        readHeader();
    }

    private void readHeader() {
        CSVRecord first = nextRecord();
        if (first == null) {
            throw invalid("missing", "The file should begin with a line that names its columns.");
        } else if (first.size() > MAX_COLUMNS) {
            throw invalid("too_long", "The file should have at most " + MAX_COLUMNS + " columns.");
        }
        first.forEach(name -> header.add(name.strip()));
        Set<String> names = new HashSet<>();
        List<String> repeated = header.stream()
                .filter(name -> !name.isEmpty() && !names.add(name))
                .toList();
        List<String> missing = columns.required().stream()
                .filter(name -> !names.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw invalid(
                    "missing",
                    "The file should have these columns, separated by commas, in lower case: "
                            + String.join(", ", missing)
                            + '.');
        } else if (!repeated.isEmpty()) {
            throw invalid("value_error", "Each column should be there once: " + cut(String.join(", ", repeated)) + '.');
        }
    }

    /**
     * Reads to the end.
     *
     * @throws ContractException as {@link ErrorCode#INVALID} when the file isn't CSV
     */
    int countLines() {
        int lines = 0;
        for (CSVRecord record = nextRecord(); record != null; record = nextRecord()) {
            lines += isEmpty(record) ? 0 : 1;
        }
        return lines;
    }

    void skip(int lines) {
        for (int left = lines; left > 0; ) {
            CSVRecord record = nextRecord();
            if (record == null) {
                return;
            }
            left -= isEmpty(record) ? 0 : 1;
        }
    }

    /** The next lines, fewer at the end. */
    ImportLines next(int most) {
        List<LogFact> facts = new ArrayList<>(most);
        List<ImportErrorPage.Item> errors = new ArrayList<>();
        int lines = 0;
        int failed = 0;
        while (lines < most) {
            long start = line;
            CSVRecord record = nextRecord();
            if (record == null) {
                break;
            }
            if (isEmpty(record)) {
                continue;
            }
            lines++;
            LogFact fact = fact(record, (int) start, errors);
            if (fact == null) {
                failed++;
            } else {
                facts.add(fact);
            }
        }
        return new ImportLines(lines, failed, facts, errors);
    }

    private @Nullable LogFact fact(CSVRecord record, int start, List<ImportErrorPage.Item> errors) {
        if (record.size() > header.size()) {
            errors.add(new ImportErrorPage.Item(
                    start, null, null, "The line has " + record.size() + " cells, the header " + header.size() + '.'));
            return null;
        }
        Map<String, String> cells = cells(record);
        var problems = new FactProblems();
        NewFact wish = columns.fact(cells, problems);
        LogFact fact = FactReader.read(wish, problems);
        for (FieldError problem : problems.listed()) {
            String column =
                    problem.field().startsWith("data.") ? problem.field().substring(5) : problem.field();
            boolean isColumn = header.contains(column);
            String value = isColumn ? cells.get(column) : null;
            errors.add(new ImportErrorPage.Item(
                    start, isColumn ? column : null, value == null ? null : cut(value), problem.message()));
        }
        return fact;
    }

    private Map<String, String> cells(CSVRecord record) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < record.size(); i++) {
            String text = record.get(i).strip();
            if (!text.isEmpty() && !header.get(i).isEmpty()) {
                cells.put(header.get(i), text);
            }
        }
        return cells;
    }

    private static boolean isEmpty(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private @Nullable CSVRecord nextRecord() {
        try {
            CSVRecord record = records.hasNext() ? records.next() : null;
            line = parser.getCurrentLineNumber() + 1;
            return record;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw invalid("csv_invalid", "The file isn't CSV from line " + line + " on.");
        }
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + '…';
    }

    private static ContractException invalid(String type, String message) {
        return new ContractException(
                ErrorCode.INVALID, "The file can't be imported.", List.of(new FieldError(null, "csv", type, message)));
    }
}

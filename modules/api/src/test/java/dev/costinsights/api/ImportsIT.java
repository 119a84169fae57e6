package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.revenue.GetImport;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ImportPage;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.StartImport;
import io.vertx.core.Future;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportsIT {
    private static final String PATH = "/v1/revenue/imports/";
    private static final UUID OURS = Organizations.DEFAULT_ID;
    private static final UUID ID = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final RevenueImport IMPORT = new RevenueImport(
            OURS,
            ID,
            ImportKind.ORDERS,
            true,
            RevenueImport.Status.RUNNING,
            100,
            50,
            30,
            15,
            2,
            5,
            7,
            ApiServer.NOW,
            null);
    private static final String JSON = "{\"id\":\"" + ID + "\",\"kind\":\"orders\",\"dry_run\":true,"
            + "\"status\":\"running\",\"lines_total\":100,\"lines_done\":50,\"inserted\":30,\"duplicates\":15,"
            + "\"waiting\":2,\"failed\":5,\"errors\":7,\"created_at\":\"2026-06-15T12:00:00Z\",\"finished_at\":null}";
    private static final String CSV = "id,name\r\n1,\"Köln\n🦊\"\r\n";

    private final ApiServer server = new ApiServer();
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private volatile Future<RevenueImport> answer = Future.succeededFuture(IMPORT);

    @BeforeEach
    void serve() {
        Channels.START_IMPORT.serve(server.vertx, wish -> hear(wish, answer));
        Channels.GET_IMPORT.serve(server.vertx, question -> hear(question, answer));
        Channels.LIST_IMPORTS.serve(
                server.vertx, question -> hear(question, answer.map(one -> new ImportPage(List.of(one), 11))));
        Channels.LIST_IMPORT_ERRORS.serve(
                server.vertx,
                question -> hear(
                        question,
                        answer.map(one -> new ImportErrorPage(
                                List.of(
                                        new ImportErrorPage.Item(2, "status", "=1+1", "Input should be 'paid'"),
                                        new ImportErrorPage.Item(3, "net_amount", "-1.5", "No, \"really\""),
                                        new ImportErrorPage.Item(4, null, null, "+ No.")),
                                21))));
    }

    private <T> Future<T> hear(Message message, Future<T> reply) {
        heard.add(message);
        return reply;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiServer.Answer start(String query, String csv) {
        return server.post(ApiServer.TOKEN, PATH + query, csv);
    }

    @Test
    void aFileIsPassedOnAndTheAnswerSaysWhereToAskForIt() {
        var started = start("?kind=orders&dry_run=true", CSV);

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.body()).isEqualTo(JSON);
        assertThat(started.header("location")).isEqualTo(PATH + ID);
        assertThat(server.post(ApiServer.GUEST_TOKEN, "/v1/revenue/imports?kind=subscriptions", "x")
                        .status())
                .isEqualTo(202);
        assertThat(heard)
                .containsExactly(
                        new StartImport(OURS, ImportKind.ORDERS, true, CSV),
                        new StartImport(ApiServer.GUEST_ID, ImportKind.SUBSCRIPTIONS, false, "x"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, missing, kind",
                "?kind=refunds, enum, kind",
                "?kind=orders&dry_run=perhaps, bool_parsing, dry_run",
            })
    void aWrongParameterIsNamed(String query, String type, String parameter) {
        var refused = start(query, CSV);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("detail")).hasSize(1);
        assertThat(refused.json().at("/detail/0/type").textValue()).isEqualTo(type);
        assertThat(refused.json().at("/detail/0/loc")).hasToString("[\"query\",\"" + parameter + "\"]");
        assertThat(heard).isEmpty();
    }

    @Test
    void aBodyThatIsNoTextIsRefused() {
        var empty = start("?kind=orders", "");
        var spreadsheet = server.send(server.request(PATH + "?kind=orders")
                .POST(BodyPublishers.ofByteArray(new byte[] {'P', 'K', 3, 4, (byte) 0xff})));

        assertThat(empty.body()).contains("\"type\":\"missing\",\"loc\":[\"body\"]");
        assertThat(spreadsheet.status()).isEqualTo(422);
        assertThat(spreadsheet.body()).contains("\"type\":\"string_unicode\",\"loc\":[\"body\"]");
        assertThat(start("?kind=orders", "x".repeat(IngestRoute.MAX_BODY_BYTES + 1))
                        .status())
                .isEqualTo(413);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIngestionSaysOfAFileIsAboutTheBody() {
        answer = Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "The file can't be imported.",
                List.of(new FieldError(null, "csv", "missing", "The file should have the columns: id."))));

        var refused = start("?kind=orders", CSV);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\"],"
                                + "\"msg\":\"The file should have the columns: id.\",\"input\":null}]}");
    }

    @ParameterizedTest
    @CsvSource({"OVERLOADED,429", "UNAVAILABLE,503", "NOT_FOUND,404"})
    void failuresBecomeAnswers(ErrorCode code, int status) {
        answer = Future.failedFuture(new ContractException(code, "Why it failed."));

        assertThat(start("?kind=orders", CSV).status()).isEqualTo(status);
        assertThat(server.get(PATH + ID).status()).isEqualTo(status);
        assertThat(server.get(PATH + ID + "/errors").status()).isEqualTo(status);
    }

    @Test
    void importsAreListedAndFound() {
        assertThat(server.get(PATH + "?page=2&limit=5").body())
                .isEqualTo("{\"items\":[" + JSON + "],\"pagination\":{\"total_count\":11,\"max_page\":3}}");
        assertThat(server.get(PATH + ID).body()).isEqualTo(JSON);
        assertThat(server.get(PATH + "x").status()).isEqualTo(422);
        assertThat(server.get(PATH + "?limit=0").status()).isEqualTo(422);
        assertThat(heard).containsExactly(new ListImports(OURS, 5, 5), new GetImport(OURS, ID));
    }

    @Test
    void errorsAreAFileInWhichNothingIsAFormula() {
        var file = server.get(PATH + ID + "/errors");

        assertThat(file.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=import-errors-" + ID + ".csv");
        assertThat(file.body())
                .isEqualTo("line,column,value,message\r\n2,status,'=1+1,Input should be 'paid'\r\n"
                        + "3,net_amount,-1.5,\"No, \"\"really\"\"\"\r\n4,,,'+ No.\r\n");
        assertThat(heard).containsExactly(new ListImportErrors(OURS, ID, 0, 10_000));
    }

    @Test
    void errorsArePagesForWhoAsksForJson() {
        var page = server.send(server.request(PATH + ID + "/errors?page=2")
                .header("Accept", "application/json")
                .GET());

        assertThat(page.body())
                .startsWith("{\"items\":[{\"line\":2,\"column\":\"status\",\"value\":\"=1+1\","
                        + "\"message\":\"Input should be 'paid'\"},")
                .endsWith("],\"pagination\":{\"total_count\":21,\"max_page\":3}}");
        assertThat(heard).containsExactly(new ListImportErrors(OURS, ID, 10, 10));
    }

    @Test
    void onlyATokenThatMayWriteRevenueIsLetIn() {
        for (String path : List.of(PATH, PATH + ID, PATH + ID + "/errors")) {
            assertThat(server.get(ApiServer.READER_TOKEN, path).status()).isEqualTo(403);
            assertThat(server.send(server.request(path).DELETE()).status()).isEqualTo(405);
        }
        assertThat(server.post(ApiServer.READER_TOKEN, PATH + "?kind=orders", CSV)
                        .status())
                .isEqualTo(403);
        assertThat(server.get(PATH + ID + "/").header("location")).isEqualTo(PATH + ID);
    }
}

package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ImportPage;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.StartImport;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of imports over real HTTP. */
class ImportsPageIT extends DashboardTest {
    private static final String PAGE = "/settings/imports";
    private static final UUID ID = UUID.fromString("7d1f3a54-7c4c-4e13-9f6e-2f6d1b3f5c11");
    private static final String CSV = "id,created_at\n1,2026-01-01\n";
    private static final String BOUNDARY = "boundary-of-the-form";

    private final List<StartImport> started = new CopyOnWriteArrayList<>();
    private volatile RevenueImport one = running();
    private volatile ContractException refusal;

    @BeforeEach
    void serve() throws Exception {
        var errors = new ImportErrorPage(
                List.of(new ImportErrorPage.Item(3, "currency", "=1+1", "<b>unknown</b> currency")), 1);
        var waiting =
                new WaitingFactPage(List.of(new WaitingFactPage.Item("refund", ID, CLOCK.instant(), "order", ID)), 12);
        Future.all(List.of(
                        Channels.LIST_IMPORTS
                                .serve(vertx, ask -> Future.succeededFuture(new ImportPage(List.of(one), 30)))
                                .completion(),
                        Channels.LIST_WAITING_FACTS
                                .serve(vertx, ask -> Future.succeededFuture(waiting))
                                .completion(),
                        Channels.GET_IMPORT
                                .serve(vertx, ask -> known(ask.organizationId(), ask.id()))
                                .completion(),
                        Channels.LIST_IMPORT_ERRORS
                                .serve(
                                        vertx,
                                        ask -> known(ask.organizationId(), ask.importId())
                                                .map(errors))
                                .completion(),
                        Channels.START_IMPORT
                                .serve(vertx, ask -> {
                                    started.add(ask);
                                    return refusal == null ? Future.succeededFuture(one) : Future.failedFuture(refusal);
                                })
                                .completion()))
                .await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_file_becomes_an_import_and_the_page_follows_it() throws Exception {
        HttpResponse<String> answer = upload(modules.session(), FakeModules.CSRF, "orders", CSV);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(PAGE + "/" + ID);
        assertThat(started).containsExactly(new StartImport(Organizations.DEFAULT_ID, ImportKind.ORDERS, true, CSV));
        assertThat(get(PAGE + "/" + ID, modules.session()).body())
                .contains("Runs", "40 of 120 lines", "width=\"33%\"", "hx-trigger=\"load delay:2s\"", "Look again")
                .contains("&lt;b&gt;unknown")
                .doesNotContain("<b>unknown");
        one = finished();
        assertThat(get(PAGE + "/" + ID, modules.session()).body())
                .contains("Done with errors", "Nothing was kept. Mend the lines below")
                .doesNotContain("hx-trigger=\"load", "Look again");
    }

    @Test
    void the_list_shows_imports_and_what_waits() throws Exception {
        assertThat(get(PAGE, modules.session()).body())
                .contains("Orders, trial", "1 – 25 of 30", "The oldest 1 of 12.", "refund");
    }

    @Test
    void errors_are_a_file_without_formulas() throws Exception {
        HttpResponse<String> csv = get(PAGE + "/" + ID + "/errors.csv", modules.session());
        assertThat(csv.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.body()).isEqualTo("line,column,value,message\r\n3,currency,'=1+1,<b>unknown</b> currency\r\n");
    }

    @Test
    void what_is_no_file_of_facts_is_refused_in_place() throws Exception {
        assertThat(upload(modules.session(), FakeModules.CSRF, "orders", "").body())
                .contains("Choose a CSV file of orders or subscriptions.");
        assertThat(upload(modules.session(), FakeModules.CSRF, "invoices", CSV).statusCode())
                .isEqualTo(422);
        refusal = new ContractException(
                ErrorCode.INVALID,
                "The file can't be imported.",
                List.of(new FieldError(null, "csv", "missing", "The file should have these columns: <i>id</i>")));
        HttpResponse<String> answer = upload(modules.session(), FakeModules.CSRF, "subscriptions", CSV);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("The file should have these columns: &lt;i&gt;id&lt;/i&gt;")
                .doesNotContain("<i>id");
    }

    @Test
    void a_file_beyond_the_limit_is_too_large() throws Exception {
        assertThat(upload(modules.session(), FakeModules.CSRF, "orders", "x".repeat(11 * 1024 * 1024))
                        .statusCode())
                .isEqualTo(413);
        assertThat(started).isEmpty();
    }

    @Test
    void what_is_not_ours_is_not_found() throws Exception {
        for (String id : List.of("11111111-1111-4111-8111-111111111111", "x")) {
            assertThat(get(PAGE + "/" + id, modules.session()).statusCode()).isEqualTo(404);
            assertThat(get(PAGE + "/" + id + "/errors.csv", modules.session()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void forged_forms_viewers_and_strangers_start_nothing() throws Exception {
        assertThat(upload(modules.session(), "guess", "orders", CSV).statusCode())
                .isEqualTo(403);
        assertThat(location(upload(null, FakeModules.CSRF, "orders", CSV))).isEqualTo("/sign-in");
        modules.role = Role.VIEWER;
        assertThat(upload(modules.session(), FakeModules.CSRF, "orders", CSV).statusCode())
                .isEqualTo(403);
        assertThat(get(PAGE, modules.session()).body()).doesNotContain("type=\"file\"");
        assertThat(started).isEmpty();
    }

    private HttpResponse<String> upload(String session, String csrf, String kind, String content) throws Exception {
        String body = part("csrf", csrf)
                + part("kind", kind)
                + part("dry_run", "yes")
                + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"orders.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + content + "\r\n--" + BOUNDARY + "--\r\n";
        return send(request(PAGE, session)
                .header("Origin", "http://localhost:" + port)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private Future<RevenueImport> known(UUID organizationId, UUID id) {
        return one.id().equals(id) && one.organizationId().equals(organizationId)
                ? Future.succeededFuture(one)
                : Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is no such import."));
    }

    private static RevenueImport running() {
        return new RevenueImport(
                Organizations.DEFAULT_ID,
                ID,
                ImportKind.ORDERS,
                true,
                RevenueImport.Status.RUNNING,
                120,
                40,
                39,
                0,
                0,
                1,
                1,
                CLOCK.instant(),
                null);
    }

    private static RevenueImport finished() {
        return new RevenueImport(
                Organizations.DEFAULT_ID,
                ID,
                ImportKind.ORDERS,
                true,
                RevenueImport.Status.SUCCEEDED,
                120,
                120,
                119,
                0,
                0,
                1,
                1,
                CLOCK.instant(),
                CLOCK.instant());
    }
}

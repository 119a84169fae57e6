package dev.costinsights.api;

import static dev.costinsights.api.FakeCustomers.typesAndPlaces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.GetDashboard;
import dev.costinsights.contracts.dashboards.ListDashboards;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsIT {
    private static final String PATH = "/v1/metrics/dashboards";
    private static final UUID OURS = Organizations.DEFAULT_ID;
    private static final UUID ID = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final String START =
            "{\"created_at\":\"2026-06-15T12:00:00Z\",\"modified_at\":null,\"id\":\"" + ID + "\",";
    private static final String END =
            "\"name\":\"Margins\",\"metrics\":[\"profit\",\"costs\"],\"organization_id\":\"" + OURS + "\"}";

    private final ApiServer server = new ApiServer();
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private volatile Future<MetricDashboard> answer = Future.succeededFuture(
            new MetricDashboard(OURS, ID, "Margins", List.of("profit", "costs"), ApiServer.NOW, null));

    @BeforeEach
    void serve() {
        Channels.LIST_DASHBOARDS.serve(
                server.vertx, question -> hear(question, answer.map(one -> new DashboardList(List.of(one)))));
        Channels.GET_DASHBOARD.serve(server.vertx, question -> hear(question, answer));
        Channels.CREATE_DASHBOARD.serve(server.vertx, wish -> hear(wish, answer));
        Channels.UPDATE_DASHBOARD.serve(server.vertx, wish -> hear(wish, answer));
        Channels.DELETE_DASHBOARD.serve(server.vertx, wish -> hear(wish, answer.map(one -> new Done())));
    }

    private <T> Future<T> hear(Message question, Future<T> reply) {
        heard.add(question);
        return reply;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiServer.Answer post(String body) {
        return server.post(ApiServer.TOKEN, PATH, body);
    }

    private ApiServer.Answer patch(String body) {
        return server.send(server.request(PATH + "/" + ID).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private ApiServer.Answer delete() {
        return server.send(server.request(PATH + "/" + ID).DELETE());
    }

    @Test
    void aListIsABareArray() {
        var list = server.get(PATH);

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).isEqualTo("[" + START + END + "]");
        assertThat(server.get(PATH + "?organization_id=" + OURS).status()).isEqualTo(200);
        assertThat(heard).containsExactly(new ListDashboards(OURS), new ListDashboards(OURS));
    }

    @Test
    void anotherOrganizationsListIsNobodys() {
        server.get(PATH + "?organization_id=" + ApiServer.GUEST_ID);

        assertThat(heard).containsExactly(new ListDashboards(MetricsParameters.NO_ORGANIZATION));
        assertThat(typesAndPlaces(server.get(PATH + "?organization_id=7")))
                .containsExactly("uuid_parsing [\"query\",\"organization_id\"]");
    }

    @Test
    void aDashboardIsMade() {
        var made =
                post("{\"name\":\"Margins\",\"metrics\":[\"profit\",\"costs\"],\"organization_id\":null,\"other\":1}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).isEqualTo(START + END);
        post("{\"name\":\"x\"}");
        assertThat(heard)
                .containsExactly(
                        new CreateDashboard(OURS, "Margins", List.of("profit", "costs")),
                        new CreateDashboard(OURS, "x", List.of()));
    }

    @Test
    void aDashboardIsReadChangedAndDeleted() {
        assertThat(server.get(PATH + "/" + ID).body()).isEqualTo(START + END);
        assertThat(patch("{}").body()).isEqualTo(START + END);
        patch("{\"name\":null,\"metrics\":null}");
        patch("{\"name\":\"Costs\"}");
        patch("{\"metrics\":[]}");
        var gone = delete();

        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(heard)
                .containsExactly(
                        new GetDashboard(OURS, ID),
                        new UpdateDashboard(OURS, ID, null, null),
                        new UpdateDashboard(OURS, ID, null, null),
                        new UpdateDashboard(OURS, ID, "Costs", null),
                        new UpdateDashboard(OURS, ID, null, List.of()),
                        new DeleteDashboard(OURS, ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing [\"body\",\"name\"]",
                "{'name':null} | string_type [\"body\",\"name\"]",
                "{'name':''} | string_too_short [\"body\",\"name\"]",
                "{'name':7} | string_type [\"body\",\"name\"]",
                "{'name':'a\\u0000'} | value_error [\"body\",\"name\"]",
                "{'name':'a','metrics':null} | list_type [\"body\",\"metrics\"]",
                "{'name':'a','metrics':'costs'} | list_type [\"body\",\"metrics\"]",
                "{'name':'a','metrics':['a',1]} | string_type [\"body\",\"metrics\",1]",
                "{'name':'a','metrics':['']} | string_too_short [\"body\",\"metrics\",0]",
                "{'name':'a','organization_id':'7'} | uuid_parsing [\"body\",\"organization_id\"]",
            })
    void eachWrongFieldIsNamedOnce(String body, String expected) {
        assertThat(typesAndPlaces(post(body.replace('\'', '"')))).containsExactly(expected);
        assertThat(heard).isEmpty();
    }

    @Test
    void limitsAreToldBeforeAnythingIsAsked() {
        String longName = "{\"name\":\"" + "x".repeat(201) + "\"}";
        String many = "{\"name\":\"x\",\"metrics\":[" + String.join(",", Collections.nCopies(11, "\"costs\"")) + "]}";
        String longSlug = "{\"name\":\"x\",\"metrics\":[\"" + "x".repeat(201) + "\"]}";

        assertThat(typesAndPlaces(post(longName))).containsExactly("string_too_long [\"body\",\"name\"]");
        assertThat(typesAndPlaces(patch(longName))).containsExactly("string_too_long [\"body\",\"name\"]");
        assertThat(typesAndPlaces(post(many))).containsExactly("too_long [\"body\",\"metrics\"]");
        assertThat(typesAndPlaces(patch(many))).containsExactly("too_long [\"body\",\"metrics\"]");
        assertThat(typesAndPlaces(post(longSlug))).containsExactly("string_too_long [\"body\",\"metrics\",0]");
        assertThat(heard).isEmpty();
    }

    @Test
    void theTokenSaysWhoseItIs() {
        var refused = post("{\"name\":\"x\",\"organization_id\":\"" + OURS + "\"}");

        assertThat(typesAndPlaces(refused)).containsExactly("organization_token [\"body\",\"organization_id\"]");
        assertThat(refused.json().get("error").textValue()).isEqualTo("PolarRequestValidationError");
        assertThat(heard).isEmpty();
    }

    @Test
    void whatTheModuleRefusesIsSaidInTermsOfTheWire() {
        answer = Future.failedFuture(new ContractException(ErrorCode.INVALID, "An organization has at most 100."));

        var refused = post("{\"name\":\"x\"}");

        assertThat(typesAndPlaces(refused)).containsExactly("value_error [\"body\"]");
        assertThat(refused.body()).contains("An organization has at most 100.");
    }

    @Test
    void aDashboardThatIsNotThereIsNotFound() {
        answer = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is none."));

        for (var missing : List.of(server.get(PATH + "/" + ID), patch("{}"), delete())) {
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.body()).isEqualTo("{\"error\":\"ResourceNotFound\",\"detail\":\"Not found\"}");
        }
        assertThat(typesAndPlaces(server.get(PATH + "/7"))).containsExactly("uuid_parsing [\"path\",\"id\"]");
    }

    @Test
    void readingIsNotWriting() {
        assertThat(server.post("nobody's", PATH, "{\"name\":\"x\"}").status()).isEqualTo(401);
        assertThat(server.post(ApiServer.READER_TOKEN, PATH, "{\"name\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(heard).isEmpty();
    }

    @Test
    void aSlashAtTheEndIsRedirectedAndOtherMethodsAreNotAllowed() {
        for (String path : List.of(PATH, PATH + "/" + ID)) {
            var redirect = server.get(path + "/?x=1");
            assertThat(redirect.status()).isEqualTo(307);
            assertThat(redirect.header("location")).isEqualTo(path + "?x=1");
        }
        var put = HttpRequest.BodyPublishers.ofString("{}");
        assertThat(server.send(server.request(PATH).PUT(put)).header("allow")).isEqualTo("GET, POST");
        assertThat(server.send(server.request(PATH + "/" + ID).PUT(put)).header("allow"))
                .isEqualTo("GET, PATCH, DELETE");
    }
}

package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.OrganizationPage;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationsIT {
    private static final Organization DEFAULT =
            new Organization(Organizations.DEFAULT_ID, "default", "default", ApiServer.NOW, null);

    private final ApiServer server = new ApiServer();
    private final List<ListOrganizations> listed = new CopyOnWriteArrayList<>();
    private final List<CreateOrganization> wished = new CopyOnWriteArrayList<>();
    private volatile Function<CreateOrganization, Future<Organization>> creation = wish ->
            Future.succeededFuture(new Organization(ApiServer.GUEST_ID, wish.name(), "acme-inc", ApiServer.NOW, null));

    @BeforeEach
    void serve() {
        Channels.LIST_ORGANIZATIONS.serve(server.vertx, question -> {
            listed.add(question);
            return Future.succeededFuture(new OrganizationPage(List.of(DEFAULT), 21));
        });
        Channels.CREATE_ORGANIZATION.serve(server.vertx, wish -> {
            wished.add(wish);
            return creation.apply(wish);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/organizations/", "/v1/organizations"})
    void whoRunsTheServerSeesAllOrganizations(String path) {
        var answer = server.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"items\":[{\"id\":\"00000000-0000-4000-8000-000000000001\","
                        + "\"created_at\":\"2026-06-15T12:00:00Z\",\"modified_at\":null,\"name\":\"default\","
                        + "\"slug\":\"default\"}],\"pagination\":{\"total_count\":21,\"max_page\":3}}");
        assertThat(listed).containsExactly(new ListOrganizations(null, 0, 10));
    }

    @Test
    void everybodyElseSeesTheirOwn() {
        server.get(ApiServer.READER_TOKEN, "/v1/organizations/");
        server.get(ApiServer.GUEST_TOKEN, "/v1/organizations/");

        assertThat(listed)
                .containsExactly(
                        new ListOrganizations(Organizations.DEFAULT_ID, 0, 10),
                        new ListOrganizations(ApiServer.GUEST_ID, 0, 10));
        assertThat(server.send(server.anonymous("/v1/organizations/").GET()).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "page=3&limit=7, 14, 7",
        "limit=1000, 0, 100",
        "page=2&limit=100000000000000000, 100, 100",
        "page=9000000000000000000&limit=100, 214748364600, 100",
        "page=1&page=2, 10, 10"
    })
    void aPageIsAPartOfTheList(String query, long offset, int limit) {
        assertThat(server.get("/v1/organizations/?" + query).status()).isEqualTo(200);
        assertThat(listed).containsExactly(new ListOrganizations(null, offset, limit));
    }

    @Test
    void aPageThatIsNoneIsRefused() {
        var answer = server.get("/v1/organizations/?page=0&limit=x");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"RequestValidationError\",\"detail\":["
                        + "{\"type\":\"greater_than\",\"loc\":[\"query\",\"page\"],\"msg\":\"Input should be greater"
                        + " than 0\",\"input\":\"0\",\"ctx\":{\"gt\":0}},"
                        + "{\"type\":\"int_parsing\",\"loc\":[\"query\",\"limit\"],\"msg\":\"Input should be a valid"
                        + " integer, unable to parse string as an integer\",\"input\":\"x\"}]}");
        assertThat(listed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/organizations/", "/v1/organizations"})
    void anOrganizationIsCreated(String path) {
        var answer = server.post(ApiServer.TOKEN, path, "{\"name\":\"Acme, Inc.\",\"slug\":null,\"email\":1}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"22222222-2222-4222-8222-222222222222\",\"created_at\":\"2026-06-15T12:00:00Z\","
                        + "\"modified_at\":null,\"name\":\"Acme, Inc.\",\"slug\":\"acme-inc\"}");
        assertThat(wished).containsExactly(new CreateOrganization("Acme, Inc.", null));
    }

    @Test
    void onlyWhoRunsTheServerCreatesOrganizations() {
        var noScope = server.post(ApiServer.READER_TOKEN, "/v1/organizations/", "{\"name\":\"Acme\"}");
        assertThat(noScope.status()).isEqualTo(403);
        assertThat(noScope.header("www-authenticate")).endsWith("scope=\"organizations:write\"");

        var guest = server.post(ApiServer.GUEST_TOKEN, "/v1/organizations/", "{\"name\":\"Acme\"}");
        assertThat(guest.status()).isEqualTo(403);
        assertThat(guest.body())
                .isEqualTo("{\"error\":\"NotPermitted\",\"detail\":"
                        + "\"Only the organization that runs this server creates organizations.\"}");
        assertThat(wished).isEmpty();
    }

    @Test
    void whatTheModuleRefusesIsSaidInTermsOfTheWire() {
        creation = wish -> Future.failedFuture(new ContractException(
                ErrorCode.INVALID, "No.", List.of(new FieldError(null, "slug", "value_error", "It is taken."))));

        var answer = server.post(ApiServer.TOKEN, "/v1/organizations/", "{\"name\":\"Acme\",\"slug\":\"default\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\","
                        + "\"loc\":[\"body\",\"slug\"],\"msg\":\"It is taken.\",\"input\":\"default\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|missing|[\"body\"]",
                "' '|missing|[\"body\"]",
                "null|missing|[\"body\"]",
                "[]|model_attributes_type|[\"body\"]",
                "{\"name\":|json_invalid|[\"body\",8]",
                "{} {}|json_invalid|[\"body\",3]",
                "{}|missing|[\"body\",\"name\"]",
                "{\"name\":7}|string_type|[\"body\",\"name\"]"
            })
    void aBodyThatIsNoOrganizationIsRefused(String body, String type, String location) {
        var answer = server.post(ApiServer.TOKEN, "/v1/organizations/", body);

        assertThat(answer.status()).isEqualTo(422);
        var detail = answer.json().get("detail");
        assertThat(detail).hasSize(1);
        assertThat(detail.get(0).get("type").textValue()).isEqualTo(type);
        assertThat(detail.get(0).get("loc")).hasToString(location);
        assertThat(wished).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsTurnedAway() {
        String body = " ".repeat(ObjectBody.LIMIT.bytes() + 1);

        assertThat(server.post(ApiServer.TOKEN, "/v1/organizations/", body).status())
                .isEqualTo(413);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        var answer = server.send(server.request("/v1/organizations/").DELETE());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, POST");
    }
}

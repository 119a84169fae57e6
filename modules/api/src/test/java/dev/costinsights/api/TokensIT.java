package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensIT {
    private static final String PATH = "/v1/organization-access-tokens/";
    private static final UUID ID = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");
    private static final String DETAILS = "{\"id\":\"33333333-3333-4333-8333-333333333333\","
            + "\"created_at\":\"2026-06-15T12:00:00Z\",\"modified_at\":null,\"comment\":\"nightly job\","
            + "\"scopes\":[\"events:write\",\"metrics:read\"],\"expires_at\":\"2027-01-01T00:00:00Z\","
            + "\"last_used_at\":null,\"organization_id\":\"22222222-2222-4222-8222-222222222222\"}";
    private static final AccessToken TOKEN = new AccessToken(
            ApiServer.GUEST_ID,
            ID,
            "nightly job",
            Set.of(Scope.METRICS_READ, Scope.EVENTS_WRITE),
            ApiServer.NOW,
            EXPIRY,
            null);

    private final ApiServer server = new ApiServer();
    private final List<ListTokens> listed = new CopyOnWriteArrayList<>();
    private final List<CreateToken> wished = new CopyOnWriteArrayList<>();
    private final List<RevokeToken> revoked = new CopyOnWriteArrayList<>();
    private volatile Function<CreateToken, Future<NewToken>> creation =
            wish -> Future.succeededFuture(new NewToken(TOKEN, new Secret("ci_live_shown_once")));
    private volatile Function<RevokeToken, Future<Done>> revocation = wish -> Future.succeededFuture(new Done());

    @BeforeEach
    void serve() {
        Channels.LIST_TOKENS.serve(server.vertx, question -> {
            listed.add(question);
            return Future.succeededFuture(new TokenPage(List.of(TOKEN), 1));
        });
        Channels.CREATE_TOKEN.serve(server.vertx, wish -> {
            wished.add(wish);
            return creation.apply(wish);
        });
        Channels.REVOKE_TOKEN.serve(server.vertx, wish -> {
            revoked.add(wish);
            return revocation.apply(wish);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/v1/organization-access-tokens"})
    void aNewTokenIsShownOnce(String path) {
        var answer = server.post(
                ApiServer.TOKEN,
                path,
                "{\"organization_id\":\"" + ApiServer.GUEST_ID + "\",\"comment\":\"nightly job\","
                        + "\"scopes\":[\"events:write\",\"metrics:read\",\"events:write\"],"
                        + "\"expires_at\":\"2027-01-01T01:00:00+01:00\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo("{\"organization_access_token\":" + DETAILS + ",\"token\":\"ci_live_shown_once\"}");
        assertThat(wished)
                .containsExactly(new CreateToken(
                        ApiServer.GUEST_ID, "nightly job", Set.of(Scope.EVENTS_WRITE, Scope.METRICS_READ), EXPIRY));
    }

    @Test
    void withoutAnOrganizationATokenIsForTheOneThatAsks() {
        String body = "{\"comment\":\"mine\",\"scopes\":[\"events:read\"],\"expires_at\":null}";
        server.post(ApiServer.TOKEN, PATH, body);
        server.post(ApiServer.GUEST_TOKEN, PATH, body);

        assertThat(wished)
                .containsExactly(
                        new CreateToken(Organizations.DEFAULT_ID, "mine", Set.of(Scope.EVENTS_READ), null),
                        new CreateToken(ApiServer.GUEST_ID, "mine", Set.of(Scope.EVENTS_READ), null));
    }

    @Test
    void anOrganizationOutOfReachIsNotFound() {
        String body = "{\"organization_id\":\"" + Organizations.DEFAULT_ID
                + "\",\"comment\":\"not mine\",\"scopes\":[\"events:read\"]}";
        String refusal = "{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"organization_id\","
                + "\"loc\":[\"body\",\"organization_id\"],\"msg\":\"Organization not found.\",\"input\":\""
                + Organizations.DEFAULT_ID + "\"}]}";

        var foreign = server.post(ApiServer.GUEST_TOKEN, PATH, body);
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.body()).isEqualTo(refusal);
        assertThat(wished).isEmpty();

        creation = wish -> Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is none."));
        var unknown = server.post(ApiServer.TOKEN, PATH, body);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).isEqualTo(refusal);
    }

    @Test
    void everyWrongFieldIsNamedOnce() {
        var answer = server.post(
                ApiServer.TOKEN,
                PATH,
                "{\"organization_id\":\"x\",\"comment\":7,\"scopes\":[\"events:write\",\"all\",1],"
                        + "\"expires_at\":\"tomorrow\"}");

        assertThat(answer.status()).isEqualTo(422);
        var json = answer.json();
        assertThat(json.get("error").textValue()).isEqualTo("RequestValidationError");
        assertThat(json.get("detail"))
                .extracting(error -> error.get("type").textValue() + " " + error.get("loc"))
                .containsExactly(
                        "uuid_parsing [\"body\",\"organization_id\"]",
                        "string_type [\"body\",\"comment\"]",
                        "enum [\"body\",\"scopes\",1]",
                        "enum [\"body\",\"scopes\",2]",
                        "datetime_parsing [\"body\",\"expires_at\"]");
        assertThat(json.get("detail").get(2).get("msg").textValue())
                .startsWith("Input should be 'events:read', 'events:write', ")
                .endsWith(" or 'organizations:write'");
        assertThat(wished).isEmpty();
    }

    @Test
    void fieldsThatAreMissingAreNamedOnce() {
        assertThat(server.post(ApiServer.TOKEN, PATH, "{}").json().get("detail"))
                .extracting(error -> error.get("type").textValue() + " " + error.get("loc"))
                .containsExactly("missing [\"body\",\"comment\"]", "missing [\"body\",\"scopes\"]");
        assertThat(server.post(ApiServer.TOKEN, PATH, "{\"comment\":\"x\",\"scopes\":\"events:read\"}")
                        .json()
                        .get("detail"))
                .extracting(error -> error.get("type").textValue() + " " + error.get("loc"))
                .containsExactly("list_type [\"body\",\"scopes\"]");
    }

    @Test
    void whatTheModuleRefusesIsSaidInTermsOfTheWire() {
        creation = wish -> Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "No.",
                List.of(new FieldError(null, "scopes", "too_short", "Choose at least one scope."))));

        var answer = server.post(ApiServer.TOKEN, PATH, "{\"comment\":\"x\",\"scopes\":[]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"too_short\",\"loc\":"
                        + "[\"body\",\"scopes\"],\"msg\":\"Choose at least one scope.\",\"input\":[]}]}");
    }

    @Test
    void aListHasEverythingButTheText() {
        var answer = server.get(PATH + "?page=2&limit=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"items\":[" + DETAILS + "],\"pagination\":{\"total_count\":1,\"max_page\":1}}");
        server.get(ApiServer.GUEST_TOKEN, "/v1/organization-access-tokens");
        assertThat(listed).containsExactly(new ListTokens(null, 1, 1), new ListTokens(ApiServer.GUEST_ID, 0, 10));
    }

    @Test
    void aTokenIsRevokedWithinReach() {
        assertThat(delete(ApiServer.TOKEN, PATH + ID).status()).isEqualTo(204);
        var guest = delete(ApiServer.GUEST_TOKEN, PATH + ID);

        assertThat(guest.status()).isEqualTo(204);
        assertThat(guest.body()).isEmpty();
        assertThat(revoked).containsExactly(new RevokeToken(null, ID), new RevokeToken(ApiServer.GUEST_ID, ID));
    }

    @Test
    void aTokenThatIsNotThereIsNotFound() {
        revocation = wish -> Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is none."));

        var answer = delete(ApiServer.TOKEN, PATH + ID);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"ResourceNotFound\",\"detail\":\"Not found\"}");
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        var answer = delete(ApiServer.TOKEN, PATH + "7");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("detail").get(0).get("loc")).hasToString("[\"path\",\"id\"]");
        assertThat(revoked).isEmpty();
    }

    @Test
    void aSlashAfterTheIdIsRedirected() {
        var answer = delete(ApiServer.TOKEN, PATH + ID + "/");

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("location")).isEqualTo(PATH + ID);
    }

    @Test
    void tokensNeedTheirScope() {
        String body = "{\"comment\":\"x\",\"scopes\":[\"events:read\"]}";
        assertThat(server.post(ApiServer.READER_TOKEN, PATH, body).status()).isEqualTo(403);
        assertThat(server.get(ApiServer.READER_TOKEN, PATH).status()).isEqualTo(403);
        assertThat(delete(ApiServer.READER_TOKEN, PATH + ID).status()).isEqualTo(403);
        assertThat(server.send(server.anonymous(PATH + ID).DELETE()).status()).isEqualTo(401);
        assertThat(listed).isEmpty();
        assertThat(wished).isEmpty();
        assertThat(revoked).isEmpty();
    }

    @Test
    void otherMethodsAreNotAllowed() {
        var answer = server.get(PATH + ID);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("DELETE");
    }

    private ApiServer.Answer delete(String token, String path) {
        return server.send(server.anonymous(path)
                .header("Authorization", "Bearer " + token)
                .DELETE());
    }
}

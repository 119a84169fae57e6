package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateMember;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteMember;
import dev.costinsights.contracts.customers.GetMember;
import dev.costinsights.contracts.customers.ListMembers;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberPage;
import dev.costinsights.contracts.customers.MemberRef;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateMember;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersIT {
    private static final UUID OURS = Organizations.DEFAULT_ID;
    private static final UUID CUSTOMER = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final UUID ID = UUID.fromString("44444444-4444-4444-8444-444444444444");
    private static final String BY_ID = "/v1/customers/" + CUSTOMER + "/members";
    private static final String BY_EXTERNAL_ID = "/v1/customers/external/a%2Fb/members";
    private static final String JSON = "{\"id\":\"44444444-4444-4444-8444-444444444444\","
            + "\"created_at\":\"2026-06-15T12:00:00Z\",\"modified_at\":null,"
            + "\"customer_id\":\"33333333-3333-4333-8333-333333333333\",\"email\":\"b@example.org\",\"name\":null,"
            + "\"external_id\":\"ben/1\",\"role\":\"billing_manager\"}";
    private static final Member MEMBER = new Member(
            OURS, ID, CUSTOMER, "ben/1", "b@example.org", null, Member.Role.BILLING_MANAGER, ApiServer.NOW, null);

    private final ApiServer server = new ApiServer();
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private volatile Future<Member> answer = Future.succeededFuture(MEMBER);

    @BeforeEach
    void serve() {
        Channels.CREATE_MEMBER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.UPDATE_MEMBER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.DELETE_MEMBER.serve(server.vertx, wish -> hear(wish, answer.map(gone -> new Done())));
        Channels.GET_MEMBER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.LIST_MEMBERS.serve(
                server.vertx, wish -> hear(wish, answer.map(one -> new MemberPage(List.of(one), 1))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private <T> Future<T> hear(Message question, Future<T> reply) {
        heard.add(question);
        return reply;
    }

    private ApiServer.Answer post(String path, String body) {
        return server.post(ApiServer.TOKEN, path, body);
    }

    private ApiServer.Answer patch(String path, String body) {
        return server.send(server.request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private ApiServer.Answer delete(String path) {
        return server.send(server.request(path).DELETE());
    }

    private static List<String> typesAndPlaces(ApiServer.Answer refused) {
        assertThat(refused.status()).isEqualTo(422);
        return refused.json()
                .get("detail")
                .valueStream()
                .map(error -> error.get("type").textValue() + " " + error.get("loc"))
                .toList();
    }

    @Test
    void aMemberIsAddedByEitherIdOfItsCustomer() {
        var made = post(
                BY_ID,
                "{\"email\":\"b@example.org\",\"name\":\"Ben\",\"external_id\":\"ben/1\",\"role\":\"billing_manager\"}");
        post(BY_EXTERNAL_ID, "{\"email\":\"b@example.org\",\"name\":null}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).isEqualTo(JSON);
        assertThat(heard)
                .containsExactly(
                        new CreateMember(
                                OURS,
                                CustomerRef.of(CUSTOMER),
                                new NewMember("b@example.org", "Ben", "ben/1"),
                                Member.Role.BILLING_MANAGER),
                        new CreateMember(
                                OURS,
                                CustomerRef.ofExternalId("a/b"),
                                new NewMember("b@example.org", null, null),
                                Member.Role.MEMBER));
    }

    @Test
    void aMemberIsFoundChangedAndTakenAwayByItsIds() {
        String byId = BY_ID + "/" + ID;
        String byExternalId = BY_EXTERNAL_ID + "/ben%2F1";
        CustomerRef external = CustomerRef.ofExternalId("a/b");
        MemberRef ben = MemberRef.ofExternalId("ben/1");

        assertThat(server.get(byId).body()).isEqualTo(JSON);
        assertThat(server.get(byExternalId).body()).isEqualTo(JSON);
        assertThat(patch(byId, "{\"email\":\"c@example.org\",\"name\":null,\"role\":\"owner\"}")
                        .body())
                .isEqualTo(JSON);
        assertThat(patch(byExternalId, "{\"email\":null,\"role\":null}").status())
                .isEqualTo(200);
        assertThat(delete(byId).status()).isEqualTo(204);
        assertThat(delete(byExternalId).status()).isEqualTo(204);

        assertThat(heard)
                .containsExactly(
                        new GetMember(OURS, CustomerRef.of(CUSTOMER), MemberRef.of(ID)),
                        new GetMember(OURS, external, ben),
                        new UpdateMember(
                                OURS,
                                CustomerRef.of(CUSTOMER),
                                MemberRef.of(ID),
                                "c@example.org",
                                new Change<>(null),
                                Member.Role.OWNER),
                        new UpdateMember(OURS, external, ben, null, null, null),
                        new DeleteMember(OURS, CustomerRef.of(CUSTOMER), MemberRef.of(ID)),
                        new DeleteMember(OURS, external, ben));
    }

    @Test
    void membersAreListed() {
        var page = server.get("/v1/members/?customer_id=" + CUSTOMER
                + "&external_customer_id=a%2Fb&role=owner&sorting=created_at&page=3&limit=2");
        server.get(ApiServer.GUEST_TOKEN, "/v1/members");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .isEqualTo("{\"items\":[" + JSON + "],\"pagination\":{\"total_count\":1,\"max_page\":1}}");
        assertThat(heard)
                .containsExactly(
                        new ListMembers(OURS, CUSTOMER, "a/b", Member.Role.OWNER, false, 4, 2),
                        new ListMembers(ApiServer.GUEST_ID, null, null, null, true, 0, 10));
    }

    @Test
    void everythingWrongIsNamedOnce() {
        assertThat(typesAndPlaces(post(BY_ID, "{\"name\":1,\"external_id\":\"\",\"role\":\"boss\"}")))
                .containsExactly(
                        "missing [\"body\",\"email\"]",
                        "string_type [\"body\",\"name\"]",
                        "string_too_short [\"body\",\"external_id\"]",
                        "enum [\"body\",\"role\"]");
        assertThat(typesAndPlaces(patch(BY_ID + "/" + ID, "{\"email\":\"x\"}")))
                .containsExactly("value_error [\"body\",\"email\"]");
        assertThat(typesAndPlaces(server.get(BY_ID + "/7"))).containsExactly("uuid_parsing [\"path\",\"member_id\"]");
        assertThat(typesAndPlaces(server.get("/v1/customers/7/members/" + ID)))
                .containsExactly("uuid_parsing [\"path\",\"id\"]");
        assertThat(typesAndPlaces(server.get("/v1/members?customer_id=7&role=boss&sorting=name")))
                .containsExactly(
                        "uuid_parsing [\"query\",\"customer_id\"]",
                        "enum [\"query\",\"role\"]",
                        "enum [\"query\",\"sorting\"]");
        assertThat(heard).isEmpty();
    }

    @Test
    void whatTheModuleRefusesIsSaidInTermsOfTheWire() {
        answer = Future.failedFuture(new ContractException(
                ErrorCode.INVALID, "No.", List.of(new FieldError(null, "role", "value_error", "It stays."))));
        assertThat(patch(BY_ID + "/" + ID, "{\"role\":\"member\"}").body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\",\"loc\":"
                        + "[\"body\",\"role\"],\"msg\":\"It stays.\",\"input\":\"member\"}]}");

        answer = Future.failedFuture(new ContractException(ErrorCode.FORBIDDEN, "The owner stays."));
        assertThat(delete(BY_ID + "/" + ID).status()).isEqualTo(403);
        assertThat(delete(BY_ID + "/" + ID).body())
                .isEqualTo("{\"error\":\"NotPermitted\",\"detail\":\"The owner stays.\"}");

        answer = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "None."));
        assertThat(server.get(BY_ID + "/" + ID).status()).isEqualTo(404);
        assertThat(post(BY_ID, "{\"email\":\"b@example.org\"}").status()).isEqualTo(404);
    }

    @Test
    void membersNeedTheScopesOfCustomers() {
        server.grant(Scope.CUSTOMERS_READ);
        assertThat(server.get("/v1/members").status()).isEqualTo(200);
        assertThat(server.get(BY_ID + "/" + ID).status()).isEqualTo(200);
        assertThat(post(BY_ID, "{}").status()).isEqualTo(403);
        assertThat(patch(BY_ID + "/" + ID, "{}").status()).isEqualTo(403);
        assertThat(delete(BY_ID + "/" + ID).status()).isEqualTo(403);

        server.grant(Scope.EVENTS_READ);
        assertThat(server.get("/v1/members").status()).isEqualTo(403);
        assertThat(server.get(BY_EXTERNAL_ID + "/x").status()).isEqualTo(403);
    }

    @Test
    void otherMethodsAndSlashesAreAnsweredAsElsewhere() {
        assertThat(server.get(BY_ID).header("allow")).isEqualTo("POST");
        assertThat(delete("/v1/members").status()).isEqualTo(405);
        assertThat(server.get(BY_ID + "/" + ID + "/").header("location")).isEqualTo(BY_ID + "/" + ID);
        assertThat(post(BY_EXTERNAL_ID + "/", "{}").header("location")).isEqualTo(BY_EXTERNAL_ID);
    }
}

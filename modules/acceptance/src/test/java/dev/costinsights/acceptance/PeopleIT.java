package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People of an organization, from the invitation to the removal, and of two organizations beside each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {
    private static final String ID = "([0-9a-f-]{36})";
    private static final String NOBODY = UUID.randomUUID().toString();

    private final Workspace workspace = Workspace.of(PeopleIT.class, "people");
    private ServerProcess server;
    private Visitor owner;

    @BeforeAll
    void start() throws IOException {
        server = launch().startReady();
        server.wire()
                .ingest(List.of(new Event(
                        "agent.run", Instant.now().minusSeconds(2), null, "customer-1", new BigDecimal("250"))));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        server.wire().read("v1/metrics/?interval=day&timezone=UTC&start_date=" + today + "&end_date=" + today);
        owner = Visitor.byLink(server);
    }

    private Launch launch() {
        return Launch.in(workspace).with("COST_INSIGHTS_LIMITS_SIGN_INS_PER_MINUTE", "1000");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @Test
    void aViewerSeesThePagesAndChangesNothing() throws IOException {
        Visitor viewer = Visitor.invited(server, owner.invite("viewer@example.com", "viewer"), "viewer's password");

        for (String page : List.of("/overview", "/costs", "/customers", "/settings", "/settings/tokens")) {
            Wire.Answer seen = viewer.page(page);
            assertThat(seen.status()).as(page).isEqualTo(200);
            assertThat(seen.body())
                    .as(page)
                    .doesNotContain("action=\"/settings/", "action=\"/tokens\"", "href=\"/settings/people\"");
        }
        assertThat(viewer.page("/settings/people").status()).isEqualTo(403);
        for (String form : List.of(
                "/tokens",
                "/settings/tokens",
                "/settings/tokens/" + NOBODY + "/revoke",
                "/settings/organization",
                "/settings/people/invite",
                "/settings/people/" + NOBODY + "/role",
                "/settings/people/" + NOBODY + "/reset",
                "/settings/people/" + NOBODY + "/remove",
                "/settings/people/invitations/" + NOBODY + "/revoke")) {
            assertThat(viewer.submit(form, "email", "a@b.example", "role", "owner")
                            .status())
                    .as(form)
                    .isEqualTo(403);
        }
        assertThat(viewer.page("/settings").body()).contains("id=\"zone\"");
    }

    @Test
    void aMemberAddsATokenAndInvitesNobodyUntilMadeAnOwner() throws IOException {
        Visitor member = Visitor.invited(server, owner.invite("member@example.com", "member"), "member's password");
        assertThat(member.submitted("/settings/tokens", "comment", "of a member", "scopes", "events:write"))
                .contains("The token for “<span>of a member</span>” is made");
        assertThat(member.submit("/settings/people/invite", "email", "x@example.com", "role", "owner")
                        .status())
                .isEqualTo(403);

        owner.submitted("/settings/people/" + idOf("member@example.com") + "/role", "role", "owner");

        assertThat(member.invite("guest@example.com", "viewer").getRawQuery()).startsWith("code=");
    }

    @Test
    void whoeverIsRemovedIsSignedOutAtOnceAndALinkWorksOnce() throws IOException {
        URI link = owner.invite("leaver@example.com", "owner");
        Visitor leaver = Visitor.invited(server, link, "leaver's password");
        assertThat(leaver.page("/settings/people").status()).isEqualTo(200);

        assertThat(owner.submitted("/settings/people/" + idOf("leaver@example.com") + "/remove"))
                .contains("removed and signed out")
                .doesNotContain("leaver@example.com");

        Wire.Answer next = leaver.page("/overview");
        assertThat(next.status()).isEqualTo(303);
        assertThat(next.headers().firstValue("location").orElseThrow()).startsWith("/sign-in");
        Wire.Answer again = Visitor.open(server, link);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).contains("This link opens nothing").doesNotContain("leaver@example.com", "default");
        assertThat(server.output() + server.errors())
                .doesNotContain(link.getRawQuery().substring("code=".length()), "leaver's password");
    }

    @Test
    void theLastOwnerStays() throws IOException {
        Organization other = organization("Alone");
        Visitor alone = Visitor.invited(server, other.invitation("alone@example.com"), "password of one");
        String id = Visitor.found(
                Pattern.compile("/settings/people/" + ID + "/remove"),
                alone.page("/settings/people").body());

        for (Wire.Answer refused : List.of(
                alone.submit("/settings/people/" + id + "/remove"),
                alone.submit("/settings/people/" + id + "/role", "role", "viewer"))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("An organization needs an owner.");
        }
        assertThat(alone.page("/settings/people").status()).isEqualTo(200);
    }

    @Test
    void anOwnerOfAnotherOrganizationSeesAndChangesNothingOfThisOne() throws IOException {
        Visitor.invited(server, owner.invite("own@example.com", "viewer"), "password of own");
        owner.invite("waiting@example.com", "viewer");
        owner.submitted("/settings/tokens", "comment", "token of the first", "scopes", "events:write");
        String person = idOf("own@example.com");
        String invitation = rowId("waiting@example.com", "/settings/people/invitations/" + ID + "/revoke");
        String token = Visitor.found(
                Pattern.compile("/settings/tokens/" + ID + "/revoke"),
                owner.page("/settings/tokens").body());
        Organization other = organization("Other");
        Visitor stranger = Visitor.invited(server, other.invitation("stranger@example.com"), "password of another");

        assertThat(stranger.page("/settings/people").body())
                .contains("stranger@example.com", "Other")
                .doesNotContain("own@example.com", "waiting@example.com", "Owner by link");
        assertThat(stranger.page("/settings/tokens").body()).doesNotContain("token of the first");
        for (String form : List.of(
                "/settings/people/" + person + "/role",
                "/settings/people/" + person + "/reset",
                "/settings/people/" + person + "/remove",
                "/settings/people/invitations/" + invitation + "/revoke",
                "/settings/tokens/" + token + "/revoke")) {
            assertThat(stranger.submit(form, "role", "owner").status()).as(form).isEqualTo(404);
        }
        // An address of another organization is refused at the field, with no word of where it is.
        Wire.Answer taken = stranger.submit("/settings/people/invite", "email", "own@example.com", "role", "viewer");
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body())
                .contains("id=\"email-problem\"", "value=\"own@example.com\"")
                .doesNotContain("default");
        assertThat(idOf("own@example.com")).isEqualTo(person);
        assertThat(rowId("waiting@example.com", "/settings/people/invitations/" + ID + "/revoke"))
                .isEqualTo(invitation);
        assertThat(owner.page("/settings/tokens").body()).contains("token of the first");
    }

    /**
     * One made over REST.
     *
     * @param slug its name for the command
     */
    private record Organization(Launch launch, String slug) {
        /** By the command of whoever runs the server. */
        URI invitation(String email) {
            String output = launch.run("invite", email, "--organization", slug)
                    .succeeded()
                    .output();
            return URI.create(Visitor.found(Pattern.compile("(http://\\S+/invitation\\?code=\\S+)"), output));
        }
    }

    private Organization organization(String name) throws IOException {
        JsonNode made = Call.post("v1/organizations/", "{\"name\":\"" + name + "\"}")
                .send(server.wire())
                .json();
        return new Organization(launch(), made.required("slug").textValue());
    }

    private String idOf(String email) throws IOException {
        return rowId(email, "/settings/people/" + ID + "/remove");
    }

    /** What the form of somebody's row names. */
    private String rowId(String email, String form) throws IOException {
        String page = owner.page("/settings/people").body();
        for (String row : page.split("<tr>")) {
            if (row.contains(">" + email + "<")) {
                return Visitor.found(Pattern.compile(form), row);
            }
        }
        throw new AssertionError("No row of " + email + " in " + page);
    }
}

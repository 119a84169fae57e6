package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Makes organizations beside {@code default}, so that tests share a server and nothing else. */
final class Organizations {
    private static final List<String> SCOPES = List.of(
            "events:read",
            "events:write",
            "metrics:read",
            "metrics:write",
            "customers:read",
            "customers:write",
            "revenue:write");

    private Organizations() {}

    /**
     * @param runner with the token of the organization that runs the server
     * @return with a token of the new organization for everything but organizations
     */
    static Wire create(Wire runner, String name) throws IOException {
        Wire.Answer organization =
                runner.post("v1/organizations/", Wire.JSON.createObjectNode().put("name", name));
        assertThat(organization.status()).as(organization.body()).isEqualTo(201);
        ObjectNode wish = Wire.JSON
                .createObjectNode()
                .put("organization_id", organization.json().required("id").textValue())
                .put("comment", name);
        SCOPES.forEach(wish.withArray("scopes")::add);
        Wire.Answer token = runner.post("v1/organization-access-tokens/", wish);
        assertThat(token.status()).as(token.body()).isEqualTo(201);
        return runner.withToken(token.json().required("token").textValue());
    }
}

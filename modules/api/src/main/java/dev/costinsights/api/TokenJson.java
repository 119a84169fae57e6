package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens as the wire has them. */
final class TokenJson {
    private static final String ORGANIZATION = "organization_id";
    private static final String SCOPES = expected();

    private TokenJson() {}

    private static String expected() {
        List<String> names = Arrays.stream(Scope.values())
                .map(scope -> '\'' + scope.wireName() + '\'')
                .toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /**
     * Reads the wish for a new token; without an organization it is for the one that asks.
     *
     * @throws InvalidRequest naming every field that is wrong, and an organization that is out of reach
     */
    static CreateToken wish(ObjectBody body, TokenPrincipal principal) {
        Fields fields = body.fields();
        UUID organizationId = fields.orNull(ORGANIZATION, Values::uuid);
        String comment = fields.required("comment", Values::text);
        Set<Scope> scopes = scopes(fields);
        Instant expiresAt = fields.orNull("expires_at", Timestamps::instant);
        body.requireValid();
        if (comment == null) {
            throw new IllegalStateException("A comment that isn't there is a problem");
        }
        UUID owner = organizationId == null ? principal.organizationId() : organizationId;
        if (!Reach.holds(principal, owner)) {
            throw noSuchOrganization(owner);
        }
        return new CreateToken(owner, comment, scopes, expiresAt);
    }

    private static Set<Scope> scopes(Fields fields) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        JsonNode list = fields.required("scopes", TokenJson::list);
        for (int i = 0; list != null && i < list.size(); i++) {
            Scope scope = fields.read(fields.at("scopes").child(i), list.get(i), TokenJson::scope);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private static JsonNode list(JsonNode value) throws InvalidValue {
        if (!value.isArray()) {
            throw new InvalidValue("list_type", "Input should be a valid list");
        }
        return value;
    }

    private static Scope scope(JsonNode value) throws InvalidValue {
        return Scope.ofWireName(value.asText())
                .orElseThrow(() -> new InvalidValue("enum", "Input should be " + SCOPES, Map.of("expected", SCOPES)));
    }

    /** A refusal of the wish in terms of the wire. */
    static Future<NewToken> refusal(Throwable failure, ObjectBody body, CreateToken wish) {
        boolean unknown = failure instanceof ContractException known && known.code() == ErrorCode.NOT_FOUND;
        return unknown ? Future.failedFuture(noSuchOrganization(wish.organizationId())) : body.refusal(failure);
    }

    private static InvalidRequest noSuchOrganization(UUID id) {
        return new InvalidRequest(
                InvalidRequest.Kind.SERVICE,
                List.of(new WireError(
                        ORGANIZATION,
                        Location.BODY.child(ORGANIZATION),
                        "Organization not found.",
                        JsonNodeFactory.instance.textNode(id.toString()))));
    }

    /** Nothing changes a token, so that it was never modified. */
    static ObjectNode details(AccessToken token) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", token.id().toString())
                .put("created_at", token.createdAt().toString())
                .putNull("modified_at")
                .put("comment", token.comment());
        var scopes = json.putArray("scopes");
        token.scopes().stream().sorted().map(Scope::wireName).forEach(scopes::add);
        return json.put("expires_at", text(token.expiresAt()))
                .put("last_used_at", text(token.lastUsedAt()))
                .put(ORGANIZATION, token.organizationId().toString());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}

package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateMember;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberRef;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateMember;
import java.util.UUID;

/** Members of customers as the wire has them. */
final class MemberJson {
    private static final String ROLES = "'owner', 'billing_manager' or 'member'";

    private MemberJson() {}

    /** @throws InvalidRequest naming every field that is wrong */
    static CreateMember wish(ObjectBody body, UUID organizationId, CustomerRef customer) {
        Fields fields = body.fields();
        String email = fields.required("email", Values::email);
        String name = fields.orNull("name", Values::text);
        String externalId = fields.orNull("external_id", Values::externalId);
        Member.Role role = fields.orNull("role", MemberJson::role);
        body.requireValid();
        if (email == null) {
            throw new IllegalStateException("An email that isn't there is a problem");
        }
        return new CreateMember(
                organizationId,
                customer,
                new NewMember(email, name, externalId),
                role == null ? Member.Role.MEMBER : role);
    }

    /** @throws InvalidRequest naming every field that is wrong */
    static UpdateMember change(ObjectBody body, UUID organizationId, CustomerRef customer, MemberRef member) {
        Fields fields = body.fields();
        String email = fields.orNull("email", Values::email);
        Change<String> name = fields.change("name", Values::text);
        Member.Role role = fields.orNull("role", MemberJson::role);
        body.requireValid();
        return new UpdateMember(organizationId, customer, member, email, name, role);
    }

    private static Member.Role role(JsonNode value) throws InvalidValue {
        return role(value.asText());
    }

    static Member.Role role(String name) throws InvalidValue {
        return Member.Role.ofWireName(name).orElseThrow(() -> QueryParameters.notOneOf(ROLES));
    }

    static ObjectNode of(Member member) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", member.id().toString())
                .put("created_at", member.createdAt().toString())
                .put(
                        "modified_at",
                        member.modifiedAt() == null ? null : member.modifiedAt().toString())
                .put("customer_id", member.customerId().toString())
                .put("email", member.email())
                .put("name", member.name())
                .put("external_id", member.externalId())
                .put("role", member.role().wireName());
    }
}

package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.CreateMember;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteMember;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberRef;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateMember;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersIT {
    private static final CustomerRef TEAM = CustomerRef.ofExternalId("team");

    private final RunningIngestion ingestion = new RunningIngestion();

    @BeforeEach
    void registerTeam() {
        await(Channels.CREATE_CUSTOMER.ask(ingestion.vertx, team(ACME, "team")));
    }

    @AfterEach
    void close() {
        ingestion.close();
    }

    private static CreateCustomer team(UUID organizationId, String externalId) {
        return new CreateCustomer(
                organizationId,
                Customer.Type.TEAM,
                externalId,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                new NewMember("owner@example.org", "Olga", "owner"));
    }

    private static CreateMember ben(UUID organizationId) {
        return new CreateMember(
                organizationId, TEAM, new NewMember("ben@example.org", null, "ben/1"), Member.Role.MEMBER);
    }

    private Member add(CreateMember wish) {
        return await(Channels.CREATE_MEMBER.ask(ingestion.vertx, wish));
    }

    private List<String> roles() {
        return ingestion.rows("select email, role from log.members where deleted_at is null order by created_at");
    }

    @Test
    void aCustomerHasNotMoreMembersThanCanBeRead() {
        ingestion.rows("""
                insert into log.members (organization_id, id, customer_id, email, role, created_at)
                select organization_id, gen_random_uuid(), customer_id, email, 'member', created_at
                from log.members cross join generate_series(1, %d) returning id
                """.formatted(MemberRegister.MAX_MEMBERS - 1));

        assertThat(ingestion.refusal(Channels.CREATE_MEMBER, ben(ACME)).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("customer_id");
    }

    @Test
    void aMemberIsAddedChangedAndTakenAway() {
        Member member = add(ben(ACME));
        assertThat(roles()).containsExactly("owner@example.org|owner", "ben@example.org|member");

        Member changed = await(Channels.UPDATE_MEMBER.ask(
                ingestion.vertx,
                new UpdateMember(
                        ACME,
                        TEAM,
                        MemberRef.ofExternalId("ben/1"),
                        "b@example.org",
                        new Change<>("Ben"),
                        Member.Role.BILLING_MANAGER)));
        assertThat(changed.id()).isEqualTo(member.id());
        assertThat(changed.name()).isEqualTo("Ben");
        assertThat(changed.externalId()).isEqualTo("ben/1");
        assertThat(changed.modifiedAt()).isNotNull();
        assertThat(roles()).containsExactly("owner@example.org|owner", "b@example.org|billing_manager");

        var removal = new DeleteMember(ACME, TEAM, MemberRef.of(member.id()));
        await(Channels.DELETE_MEMBER.ask(ingestion.vertx, removal));
        assertThat(roles()).containsExactly("owner@example.org|owner");
        assertThat(ingestion.refusal(Channels.DELETE_MEMBER, removal).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(add(ben(ACME)).id()).isNotEqualTo(member.id());
    }

    @Test
    void anExternalIdNamesOneMemberOfACustomer() {
        List<Future<Member>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(Channels.CREATE_MEMBER.ask(ingestion.vertx, ben(ACME)));
        }
        await(Future.join(answers).otherwiseEmpty());

        assertThat(answers.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(ingestion.refusal(Channels.CREATE_MEMBER, ben(ACME)).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("external_id");
        await(Channels.CREATE_CUSTOMER.ask(ingestion.vertx, team(ACME, "other")));
        add(new CreateMember(
                ACME,
                CustomerRef.ofExternalId("other"),
                new NewMember("ben@example.org", null, "ben/1"),
                Member.Role.MEMBER));
    }

    @Test
    void ownershipIsPassedOnAndNeverLost() {
        add(ben(ACME));
        MemberRef ben = MemberRef.ofExternalId("ben/1");
        MemberRef owner = MemberRef.ofExternalId("owner");

        assertThat(ingestion
                        .refusal(Channels.DELETE_MEMBER, new DeleteMember(ACME, TEAM, owner))
                        .code())
                .isEqualTo(ErrorCode.FORBIDDEN);
        var demotion = new UpdateMember(ACME, TEAM, owner, null, null, Member.Role.MEMBER);
        assertThat(ingestion.refusal(Channels.UPDATE_MEMBER, demotion).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("role");
        var second = new CreateMember(ACME, TEAM, new NewMember("x@example.org", null, null), Member.Role.OWNER);
        assertThat(ingestion.refusal(Channels.CREATE_MEMBER, second).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("role");

        await(Channels.UPDATE_MEMBER.ask(
                ingestion.vertx, new UpdateMember(ACME, TEAM, ben, null, null, Member.Role.OWNER)));

        assertThat(roles()).containsExactly("owner@example.org|billing_manager", "ben@example.org|owner");
        await(Channels.DELETE_MEMBER.ask(ingestion.vertx, new DeleteMember(ACME, TEAM, owner)));
        assertThat(roles()).containsExactly("ben@example.org|owner");
    }

    @Test
    void anotherOrganizationsMembersAreNeitherFoundNorChanged() {
        Member member = add(ben(ACME));
        await(Channels.CREATE_CUSTOMER.ask(ingestion.vertx, team(GLOBEX, "theirs")));
        List<String> before = ingestion.rows("select * from log.members order by id");

        for (CustomerRef customer :
                List.of(TEAM, CustomerRef.of(member.customerId()), CustomerRef.ofExternalId("theirs"))) {
            MemberRef ref = MemberRef.of(member.id());
            assertThat(ingestion
                            .refusal(
                                    Channels.UPDATE_MEMBER,
                                    new UpdateMember(GLOBEX, customer, ref, "x@example.org", null, null))
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(ingestion
                            .refusal(Channels.DELETE_MEMBER, new DeleteMember(GLOBEX, customer, ref))
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
        assertThat(ingestion.refusal(Channels.CREATE_MEMBER, ben(GLOBEX)).code())
                .isEqualTo(ErrorCode.NOT_FOUND);

        assertThat(ingestion.rows("select * from log.members order by id")).isEqualTo(before);
    }

    @Test
    void whatCantBeKeptIsNamedOnce() {
        var wish = new CreateMember(ACME, TEAM, new NewMember("ben", "a\0", ""), Member.Role.MEMBER);

        assertThat(ingestion.refusal(Channels.CREATE_MEMBER, wish).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("external_id", "email", "name");
    }
}

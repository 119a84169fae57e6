package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.events.MetadataValue;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomersIT {
    private static final String AWKWARD = "Grüße/../ 🦊?#%2F'\"";

    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    private static CreateCustomer individual(UUID organizationId, @Nullable String externalId) {
        return new CreateCustomer(
                organizationId,
                Customer.Type.INDIVIDUAL,
                externalId,
                "ada@example.org",
                "Ada",
                null,
                null,
                null,
                Map.of(),
                null);
    }

    private static UpdateCustomer externalIdTo(Customer customer, @Nullable String externalId) {
        return new UpdateCustomer(
                customer.organizationId(),
                CustomerRef.of(customer.id()),
                null,
                new Change<>(externalId),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Customer create(CreateCustomer wish) {
        return await(Channels.CREATE_CUSTOMER.ask(ingestion.vertx, wish));
    }

    private Customer update(UpdateCustomer wish) {
        return await(Channels.UPDATE_CUSTOMER.ask(ingestion.vertx, wish));
    }

    private void delete(UUID organizationId, CustomerRef ref, boolean anonymize) {
        await(Channels.DELETE_CUSTOMER.ask(ingestion.vertx, new DeleteCustomer(organizationId, ref, anonymize)));
    }

    @Test
    void everyPartOfACustomerIsKept() {
        Customer made = create(new CreateCustomer(
                ACME,
                Customer.Type.TEAM,
                AWKWARD,
                "team@example.org",
                "Acme, \"Inc.\"",
                new BillingAddress(Map.of("country", "DE", "city", "Köln")),
                "DE123",
                "de-DE",
                Map.of("exact", MetadataValue.of(new BigDecimal("0.10")), "flag", MetadataValue.of(true)),
                new NewMember("owner@example.org", "Olga", "o-1")));

        assertThat(made.id().version()).isEqualTo(4);
        assertThat(made.modifiedAt()).isNull();
        assertThat(ingestion.rows("""
                        select organization_id, id, external_id, type, email, name, billing_name,
                            billing_address ->> 'city', tax_id, locale, metadata ->> 'exact', modified_at, deleted_at,
                            created_at = '%s', external_digest = encode(substring(
                                sha256(convert_to('e' || external_id, 'UTF8')) for 16), 'hex')::uuid
                        from log.customers
                        """.formatted(made.createdAt())))
                .containsExactly(ACME + "|" + made.id() + "|" + AWKWARD
                        + "|team|team@example.org|Acme, \"Inc.\"|null|Köln|DE123|de-DE|0.10|null|null|t|t");
        assertThat(ingestion.rows("select customer_id, external_id, email, name, role from log.members"))
                .containsExactly(made.id() + "|o-1|owner@example.org|Olga|owner");
    }

    @Test
    void withoutAnOwnerACustomerIsItsOwn() {
        Customer made = create(individual(ACME, null));

        assertThat(made.externalId()).isNull();
        assertThat(ingestion.rows("select customer_id, external_id, email, name, role from log.members"))
                .containsExactly(made.id() + "|null|ada@example.org|Ada|owner");
    }

    @Test
    void anExternalIdNamesOneCustomerOfAnOrganization() {
        create(individual(ACME, "user_1"));

        ContractException refusal = ingestion.refusal(Channels.CREATE_CUSTOMER, individual(ACME, "user_1"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.fieldErrors())
                .containsExactly(new FieldError(
                        null, "external_id", "value_error", "A customer with this external ID already exists."));
        create(individual(GLOBEX, "user_1"));
        create(individual(ACME, null));
        create(individual(ACME, null));
        assertThat(ingestion.rows("select count(*) from log.customers union all select count(*) from log.members"))
                .containsExactly("4", "4");
    }

    @Test
    void ofManyThatWantOneExternalIdAtOnceOneGetsIt() {
        List<Future<Customer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(Channels.CREATE_CUSTOMER.ask(ingestion.vertx, individual(ACME, "user_1")));
        }
        await(Future.join(answers).otherwiseEmpty());

        assertThat(answers.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(answers.stream().filter(Future::failed).map(Future::cause))
                .allMatch(failure -> ((ContractException) failure).code() == ErrorCode.INVALID);
    }

    @Test
    void aChangeLeavesEverythingElseAsItIs() {
        Customer before = create(new CreateCustomer(
                ACME,
                Customer.Type.INDIVIDUAL,
                "user_1",
                "ada@example.org",
                "Ada",
                new BillingAddress(Map.of("country", "DE")),
                "DE123",
                "de",
                Map.of("plan", MetadataValue.of("pro")),
                null));

        Customer renamed = update(new UpdateCustomer(
                ACME,
                CustomerRef.ofExternalId("user_1"),
                null,
                null,
                null,
                new Change<>("Ada L."),
                null,
                null,
                null,
                null));

        assertThat(renamed.modifiedAt()).isAfterOrEqualTo(before.createdAt());
        assertThat(renamed)
                .usingRecursiveComparison()
                .ignoringFields("name", "billingAddress", "modifiedAt")
                .isEqualTo(before);
        assertThat(renamed.name()).isEqualTo("Ada L.");
        assertThat(renamed.billingAddress()).contains("\"DE\"");

        Customer cleared = update(new UpdateCustomer(
                ACME,
                CustomerRef.of(before.id()),
                Customer.Type.TEAM,
                null,
                new Change<>(null),
                new Change<>(null),
                new Change<>(null),
                new Change<>(null),
                new Change<>(null),
                Map.of()));

        assertThat(Stream.of(
                        cleared.email(), cleared.name(), cleared.billingAddress(), cleared.taxId(), cleared.locale()))
                .containsOnlyNulls();
        assertThat(cleared.metadata()).isEmpty();
        assertThat(cleared.type()).isEqualTo(Customer.Type.TEAM);
        assertThat(ingestion.rows(
                        "select external_id, type, email, name, billing_address, tax_id, metadata from log.customers"))
                .containsExactly("user_1|team|null|null|null|null|{}");
    }

    @Test
    void anExternalIdIsSetChangedAndCleared() {
        Customer customer = create(individual(ACME, null));
        Customer other = create(individual(ACME, "taken"));

        assertThat(update(externalIdTo(customer, "a")).externalId()).isEqualTo("a");
        assertThat(update(externalIdTo(customer, "b")).externalId()).isEqualTo("b");
        assertThat(ingestion
                        .refusal(Channels.UPDATE_CUSTOMER, externalIdTo(customer, "taken"))
                        .fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("external_id");
        assertThat(update(externalIdTo(customer, null)).externalId()).isNull();
        assertThat(update(externalIdTo(other, "b")).externalId()).isEqualTo("b");
    }

    @Test
    void anExternalIdIsNoLongerThanOtherTexts() {
        var wish = individual(ACME, "x".repeat(CustomerChecks.MAX_TEXT + 1));

        assertThat(ingestion.refusal(Channels.CREATE_CUSTOMER, wish).fieldErrors())
                .extracting(FieldError::field, FieldError::type)
                .containsExactly(tuple("external_id", "string_too_long"));
    }

    @Test
    void whatCantBeKeptIsNamedOnce() {
        var wish = new CreateCustomer(
                ACME,
                Customer.Type.INDIVIDUAL,
                "",
                "no mail",
                "a\0",
                new BillingAddress(Map.of("country", "\ud83d")),
                "x".repeat(CustomerChecks.MAX_TEXT + 1),
                null,
                Map.of("k".repeat(41), MetadataValue.of(1)),
                new NewMember("", null, null));

        assertThat(ingestion.refusal(Channels.CREATE_CUSTOMER, wish).fieldErrors())
                .extracting(FieldError::field, FieldError::type)
                .containsExactly(
                        tuple("external_id", "string_too_short"),
                        tuple("email", "value_error"),
                        tuple("name", "value_error"),
                        tuple("billing_address", "value_error"),
                        tuple("tax_id", "string_too_long"),
                        tuple("metadata", "value_error"),
                        tuple("owner", "value_error"));
        assertThat(ingestion.rows("select 1 from log.customers")).isEmpty();
    }

    @Test
    void anIndividualHasAnEmailAndATeamHasOneOrAnOwner() {
        var nobody = new CreateCustomer(ACME, Customer.Type.TEAM, null, null, null, null, null, null, Map.of(), null);
        var owned = new CreateCustomer(
                ACME,
                Customer.Type.TEAM,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                new NewMember("o@example.org", null, null));

        assertThat(ingestion.refusal(Channels.CREATE_CUSTOMER, nobody).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("email");
        assertThat(create(owned).email()).isNull();

        Customer individual = create(individual(ACME, null));
        var noEmail = new UpdateCustomer(
                ACME, CustomerRef.of(individual.id()), null, null, new Change<>(null), null, null, null, null, null);
        assertThat(ingestion.refusal(Channels.UPDATE_CUSTOMER, noEmail).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("email");
    }

    @Test
    void aTeamStaysATeam() {
        Customer customer = create(individual(ACME, null));
        CustomerRef ref = CustomerRef.of(customer.id());
        update(new UpdateCustomer(ACME, ref, Customer.Type.TEAM, null, null, null, null, null, null, null));

        var back = new UpdateCustomer(ACME, ref, Customer.Type.INDIVIDUAL, null, null, null, null, null, null, null);

        assertThat(ingestion.refusal(Channels.UPDATE_CUSTOMER, back).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("type");
    }

    @Test
    void aDeletedCustomerIsGoneAndItsExternalIdIsFree() {
        Customer customer = create(individual(ACME, AWKWARD));
        CustomerRef ref = CustomerRef.ofExternalId(AWKWARD);

        delete(ACME, ref, false);

        assertThat(ingestion
                        .refusal(Channels.DELETE_CUSTOMER, new DeleteCustomer(ACME, ref, false))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ingestion
                        .refusal(Channels.UPDATE_CUSTOMER, externalIdTo(customer, "x"))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(create(individual(ACME, AWKWARD)).id()).isNotEqualTo(customer.id());
        assertThat(ingestion.rows("select external_id, email, deleted_at is null from log.customers order by 3"))
                .containsExactly(AWKWARD + "|ada@example.org|f", AWKWARD + "|ada@example.org|t");
        assertThat(ingestion.rows(
                        "select customer_id = '" + customer.id() + "', deleted_at is null from log.members order by 1"))
                .containsExactly("f|t", "t|f");
    }

    @Test
    void anAnonymizedCustomerHasNoPeopleAnyMore() {
        Customer customer = create(new CreateCustomer(
                ACME,
                Customer.Type.INDIVIDUAL,
                "ada",
                "ada@example.org",
                "Ada",
                new BillingAddress(Map.of("country", "DE")),
                "DE123",
                "de",
                Map.of("nick", MetadataValue.of("ada")),
                new NewMember("ada@example.org", "Ada", "ada")));

        delete(ACME, CustomerRef.of(customer.id()), true);

        assertThat(ingestion.rows("select c::text || m::text from log.customers c, log.members m"))
                .singleElement()
                .asString()
                .doesNotContainIgnoringCase("ada")
                .doesNotContain("DE")
                .contains("@anonymized.invalid");
    }

    @Test
    void anotherOrganizationsCustomerIsNeitherFoundNorChanged() {
        Customer customer = create(individual(ACME, "user_1"));
        List<String> before = ingestion.rows("select * from log.customers");

        for (CustomerRef ref : List.of(CustomerRef.of(customer.id()), CustomerRef.ofExternalId("user_1"))) {
            var change =
                    new UpdateCustomer(GLOBEX, ref, null, null, null, new Change<>("mine"), null, null, null, null);
            assertThat(ingestion.refusal(Channels.UPDATE_CUSTOMER, change).code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(ingestion
                            .refusal(Channels.DELETE_CUSTOMER, new DeleteCustomer(GLOBEX, ref, true))
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }

        assertThat(ingestion.rows("select * from log.customers")).isEqualTo(before);
        assertThat(await(Channels.DELETE_CUSTOMER.ask(
                        ingestion.vertx, new DeleteCustomer(ACME, CustomerRef.ofExternalId("user_1"), false))))
                .isEqualTo(new Done());
    }

    @Test
    void withoutADatabaseTheRegisterIsUnavailable() {
        ingestion.execute("create function log.cut() returns trigger language plpgsql as"
                + " 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'");
        ingestion.execute("create trigger cut before insert on log.members for each row execute function log.cut()");

        assertThat(ingestion
                        .refusal(Channels.CREATE_CUSTOMER, individual(ACME, "user_1"))
                        .code())
                .isEqualTo(ErrorCode.UNAVAILABLE);

        ingestion.execute("drop trigger cut on log.members");
        assertThat(create(individual(ACME, "user_1")).externalId()).isEqualTo("user_1");
    }
}

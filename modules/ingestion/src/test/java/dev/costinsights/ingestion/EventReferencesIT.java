package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that name their customer or member by id. */
class EventReferencesIT {
    private static final FieldError NO_CUSTOMER =
            new FieldError(0, "customer_id", "customer_id", "Customer not found.");
    private static final FieldError NO_MEMBER = new FieldError(0, "member_id", "member_id", "Member not found.");
    private static final FieldError TWO_CUSTOMERS = new FieldError(
            0,
            "external_customer_id",
            "external_customer_id",
            "customer_id and external_customer_id name different customers.");

    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    private UUID customer(UUID organizationId, @Nullable String externalId) {
        var wish = new CreateCustomer(
                organizationId,
                Customer.Type.INDIVIDUAL,
                externalId,
                "ada@example.org",
                null,
                null,
                null,
                null,
                Map.of(),
                null);
        return await(Channels.CREATE_CUSTOMER.ask(ingestion.vertx, wish)).id();
    }

    private UUID memberOf(UUID customerId) {
        return UUID.fromString(ingestion
                .rows("select id from log.members where customer_id = '" + customerId + "'")
                .get(0));
    }

    private static NewEvent event(
            @Nullable UUID customerId, @Nullable String externalCustomerId, @Nullable UUID memberId) {
        return new NewEvent(
                "call", null, null, null, customerId, externalCustomerId, memberId, null, Map.of(), null, null);
    }

    private List<FieldError> errors(UUID organizationId, NewEvent... events) {
        var refusal = ingestion.refusal(organizationId, events);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        return refusal.fieldErrors();
    }

    @Test
    void anEventIsKeptUnderTheIdOfARegisteredCustomer() {
        UUID ada = customer(ACME, "ada");
        UUID member = memberOf(ada);

        assertThat(ingestion.record(ACME, event(ada, null, member), event(ada, "", null)))
                .isEqualTo(new IngestResult(2, 0));

        assertThat(ingestion.rows("""
                        select customer_id, member_id, external_customer_id, customer_digest = encode(substring(
                            sha256(convert_to('c' || customer_id::text, 'UTF8')) for 16), 'hex')::uuid
                        from log.events order by position
                        """)).containsExactly(ada + "|" + member + "|null|t", ada + "|null||t");
    }

    @Test
    void ofTwoIdsThatAgreeTheExternalOneIsKept() {
        UUID ada = customer(ACME, "ada");
        UUID member = memberOf(ada);

        ingestion.record(ACME, event(ada, "ada", member), event(null, "ada", member));

        assertThat(ingestion.rows("""
                        select customer_id, member_id, external_customer_id, customer_digest = encode(substring(
                            sha256(convert_to('eada', 'UTF8')) for 16), 'hex')::uuid
                        from log.events order by position
                        """)).containsExactly("null|" + member + "|ada|t", "null|" + member + "|ada|t");
    }

    @Test
    void twoIdsOfDifferentCustomersAreRefused() {
        UUID ada = customer(ACME, "ada");
        UUID nameless = customer(ACME, null);
        customer(ACME, "ben");

        assertThat(errors(ACME, event(ada, "ben", null))).containsExactly(TWO_CUSTOMERS);
        assertThat(errors(ACME, event(ada, "nobody", null))).containsExactly(TWO_CUSTOMERS);
        assertThat(errors(ACME, event(nameless, "ada", null))).containsExactly(TWO_CUSTOMERS);
        assertThat(ingestion.rows("select 1 from log.events")).isEmpty();
    }

    @Test
    void aCustomerThatIsUnknownDeletedOrAnothersIsNotFound() {
        UUID theirs = customer(GLOBEX, "ada");
        UUID gone = customer(ACME, "gone");
        UUID member = memberOf(gone);
        await(Channels.DELETE_CUSTOMER.ask(ingestion.vertx, new DeleteCustomer(ACME, CustomerRef.of(gone), false)));

        assertThat(errors(ACME, event(UUID.randomUUID(), null, null))).containsExactly(NO_CUSTOMER);
        assertThat(errors(ACME, event(theirs, null, null))).containsExactly(NO_CUSTOMER);
        assertThat(errors(ACME, event(theirs, "ada", null))).containsExactly(NO_CUSTOMER);
        assertThat(errors(ACME, event(gone, "gone", null))).containsExactly(NO_CUSTOMER);
        assertThat(errors(ACME, event(gone, null, member))).containsExactly(NO_CUSTOMER, NO_MEMBER);
        assertThat(ingestion.record(ACME, event(null, "gone", null))).isEqualTo(new IngestResult(1, 0));
    }

    @Test
    void aMemberBelongsToTheCustomerOfTheEvent() {
        UUID ada = customer(ACME, "ada");
        UUID ben = customer(ACME, "ben");
        UUID theirs = memberOf(customer(GLOBEX, "ada"));

        assertThat(errors(ACME, event(ada, null, memberOf(ben)))).containsExactly(NO_MEMBER);
        assertThat(errors(ACME, event(null, "ada", memberOf(ben)))).containsExactly(NO_MEMBER);
        assertThat(errors(ACME, event(ada, null, theirs))).containsExactly(NO_MEMBER);
        assertThat(errors(ACME, event(ada, null, UUID.randomUUID()))).containsExactly(NO_MEMBER);
    }

    @Test
    void oneWrongReferenceKeepsTheWholeRequestOut() {
        UUID ada = customer(ACME, "ada");
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            events.add(event(i == 4_321 ? UUID.randomUUID() : ada, null, null));
        }

        assertThat(errors(ACME, events.toArray(NewEvent[]::new)))
                .containsExactly(new FieldError(4_321, "customer_id", "customer_id", "Customer not found."));

        assertThat(ingestion.rows("select 1 from log.events")).isEmpty();
        assertThat(ingestion.counted("rejected")).isEqualTo(5_000);
        assertThat(ingestion.record(ACME, events.subList(0, 4_321).toArray(NewEvent[]::new)))
                .isEqualTo(new IngestResult(4_321, 0));
    }
}

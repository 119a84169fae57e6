package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Facts.NOON;
import static dev.costinsights.ingestion.Facts.id;
import static dev.costinsights.ingestion.Facts.json;
import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static dev.costinsights.ingestion.RunningIngestion.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Facts about customers and the register of customers. */
class CustomerFactsIT {
    private static final String TAKEN = "A customer with this external ID already exists.";

    private final RunningIngestion ingestion = new RunningIngestion();

    @AfterEach
    void close() {
        ingestion.close();
    }

    private static NewFact customer(String type, int number, @Nullable String externalId, int day) {
        ObjectNode data = json("{'created_at':'2026-10-01T10:00:00Z','email':'ada@example.org'}")
                .put("id", id(number).toString())
                .put("external_id", externalId)
                .put("name", "On day " + day)
                .put("modified_at", day == 1 ? null : "2026-10-%02dT10:00:00Z".formatted(day));
        Instant timestamp = Instant.parse("2026-10-%02dT10:00:00Z".formatted(day));
        return new NewFact("customer." + type, timestamp, data.toString());
    }

    private Future<FactsResult> send(UUID organizationId, NewFact... facts) {
        return Channels.INGEST_FACTS.ask(ingestion.vertx, new IngestFacts(organizationId, List.of(facts)));
    }

    private FactsResult keep(NewFact... facts) {
        return await(send(ACME, facts));
    }

    private List<String> customers() {
        return ingestion.rows("select external_id, name, (modified_at at time zone 'UTC')::date,"
                + " (deleted_at at time zone 'UTC')::date from log.customers where organization_id = '" + ACME
                + "' order by id");
    }

    @Test
    void aCustomerIsKeptAsTheFactSays() {
        keep(new NewFact("customer.created", NOON, Facts.full(FactKind.CUSTOMER).toString()));

        assertThat(ingestion.rows("""
                        select organization_id, id, external_id, type, email, name, billing_name, metadata ->> 'rate',
                            created_at at time zone 'UTC', modified_at at time zone 'UTC',
                            deleted_at at time zone 'UTC',
                            external_digest = encode(substring(
                                sha256(convert_to('e' || external_id, 'UTF8')) for 16), 'hex')::uuid
                        from log.customers
                        """))
                .containsExactly(ACME + "|" + id(1) + "|user_1|team|ada@example.org|Ada|Ada L.|0.10"
                        + "|2026-10-01 10:00:00|2026-10-02 08:00:00.123456|2026-10-03 10:00:00|t");
        assertThat(ingestion.rows("select 1 from log.members")).isEmpty();
    }

    @Test
    void inWhateverOrderFactsComeTheLatestHolds() {
        List<NewFact> facts = new ArrayList<>(List.of(
                customer("created", 1, "a", 1),
                customer("updated", 1, "b", 2),
                customer("updated", 1, "c", 3),
                customer("deleted", 1, "c", 4)));
        var random = new Random(5);
        for (int round = 0; round < 6; round++) {
            Collections.shuffle(facts, random);
            ingestion.execute("truncate log.facts, log.fact_tickets");
            ingestion.execute("delete from log.customers");
            if (round % 2 == 0) {
                facts.forEach(this::keep);
            } else {
                keep(facts.toArray(NewFact[]::new));
            }

            assertThat(customers()).containsExactly("c|On day 4|2026-10-04|2026-10-04");
        }
    }

    @Test
    void ofEqualVersionsTheLastReceivedHolds() {
        keep(customer("updated", 1, "a", 2));
        keep(customer("created", 1, "b", 2));

        assertThat(customers()).containsExactly("b|On day 2|2026-10-02|null");
        keep(customer("updated", 1, "a", 2));
        assertThat(customers()).containsExactly("b|On day 2|2026-10-02|null");
    }

    @Test
    void whatPeopleChangedLaterStays() {
        keep(customer("created", 1, "a", 1));
        await(Channels.UPDATE_CUSTOMER.ask(
                ingestion.vertx,
                new UpdateCustomer(
                        ACME, CustomerRef.of(id(1)), null, null, null, new Change<>("Mine"), null, null, null, null)));

        assertThat(keep(customer("updated", 1, "b", 2))).isEqualTo(new FactsResult(1, 0, 0));

        assertThat(ingestion.rows("select external_id, name from log.customers"))
                .containsExactly("a|Mine");
    }

    @Test
    void anExternalIdNamesOneCustomerAndNothingOfTheRequestIsKept() {
        keep(customer("created", 1, "a", 1));

        ContractException refusal = ingestion.refusal(
                Channels.INGEST_FACTS, Facts.of(customer("created", 2, "b", 1), customer("created", 3, "a", 1)));
        ContractException within = ingestion.refusal(
                Channels.INGEST_FACTS, Facts.of(customer("created", 5, "x", 1), customer("created", 4, "x", 1)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.fieldErrors()).containsExactly(new FieldError(1, "data.external_id", "value_error", TAKEN));
        assertThat(within.fieldErrors()).containsExactly(new FieldError(1, "data.external_id", "value_error", TAKEN));
        assertThat(ingestion.rows("select object_id from log.facts")).containsExactly(id(1).toString());
        assertThat(ingestion.rows("select object_id from log.fact_tickets")).containsExactly(id(1).toString());
        assertThat(customers()).hasSize(1);
        assertThat(await(send(GLOBEX, customer("created", 3, "a", 1)))).isEqualTo(new FactsResult(1, 0, 0));
    }

    @Test
    void aDeletedOrRenamedCustomerLeavesItsExternalIdToAnother() {
        keep(customer("created", 5, "a", 1), customer("created", 6, "b", 1));

        keep(customer("created", 2, "b", 1), customer("updated", 5, "c", 2), customer("updated", 6, "a", 2));
        keep(customer("deleted", 6, "a", 3), customer("created", 1, "a", 3));

        assertThat(customers())
                .containsExactly(
                        "a|On day 3|2026-10-03|null",
                        "b|On day 1|null|null",
                        "c|On day 2|2026-10-02|null",
                        "a|On day 3|2026-10-03|2026-10-03");
    }

    @Test
    void ofManyThatWantOneExternalIdAtOnceOneGetsIt() {
        List<Future<FactsResult>> answers = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            answers.add(send(ACME, customer("created", i, "a", 1), customer("created", 100 - i, "b", 1)));
        }
        await(Future.join(answers).otherwiseEmpty());

        assertThat(answers.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(answers.stream().filter(Future::failed).map(Future::cause))
                .allMatch(failure -> ((ContractException) failure).code() == ErrorCode.INVALID);
        assertThat(customers()).hasSize(2);
    }

    @Test
    void registeringChangingAndDeletingACustomerIsFoldedAndRung() {
        List<LogAppended> rings = new CopyOnWriteArrayList<>();
        await(Channels.LOG_APPENDED.subscribe(ingestion.vertx, rings::add).completion());
        Customer made = await(Channels.CREATE_CUSTOMER.ask(
                ingestion.vertx,
                new CreateCustomer(
                        ACME,
                        Customer.Type.INDIVIDUAL,
                        "a",
                        "ada@example.org",
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        null)));
        await(Channels.UPDATE_CUSTOMER.ask(
                ingestion.vertx,
                new UpdateCustomer(
                        ACME, CustomerRef.of(made.id()), null, new Change<>("b"), null, null, null, null, null, null)));
        await(Channels.DELETE_CUSTOMER.ask(
                ingestion.vertx, new DeleteCustomer(ACME, CustomerRef.of(made.id()), false)));

        assertThat(ingestion.rows("select organization_id, kind, object_id from log.fact_tickets"))
                .containsExactlyElementsOf(Collections.nCopies(3, ACME + "|customer|" + made.id()));
        Awaitility.await().until(() -> rings.size() == 3);
        assertThat(rings).containsOnly(new LogAppended(ACME));
    }
}

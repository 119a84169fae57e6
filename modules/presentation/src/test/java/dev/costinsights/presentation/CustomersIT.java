package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.CreateMember;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerPage;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.DeleteMember;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.customers.GetMember;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.customers.ListCustomers.Property;
import dev.costinsights.contracts.customers.ListCustomers.Sort;
import dev.costinsights.contracts.customers.ListMembers;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberRef;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.ingestion.IngestionVerticle;
import dev.costinsights.platform.config.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomersIT {
    private static PresentationFixture fixture;

    private final UUID acme = UUID.randomUUID();
    private final UUID globex = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        fixture = new PresentationFixture();
        get(fixture.vertx.deployVerticle(new IngestionVerticle(
                fixture.database,
                new Settings.Ingestion(1, 10_000, 1_000_000),
                Clock.systemUTC(),
                new SimpleMeterRegistry())));
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    private static <Q extends Message, R extends Message> R ask(Channel<Q, R> channel, Q question) throws Exception {
        return get(channel.ask(fixture.vertx, question));
    }

    private static <Q extends Message, R extends Message> ErrorCode refusal(Channel<Q, R> channel, Q question)
            throws Exception {
        return get(channel.ask(fixture.vertx, question)
                .transform(answer -> answer.failed()
                        ? Future.succeededFuture(((ContractException) answer.cause()).code())
                        : Future.failedFuture(new AssertionError("was answered: " + answer.result()))));
    }

    private static Customer register(
            UUID organizationId,
            @Nullable String externalId,
            String email,
            @Nullable String name,
            Map<String, MetadataValue> metadata)
            throws Exception {
        return ask(
                Channels.CREATE_CUSTOMER,
                new CreateCustomer(
                        organizationId,
                        Customer.Type.INDIVIDUAL,
                        externalId,
                        email,
                        name,
                        null,
                        null,
                        null,
                        metadata,
                        null));
    }

    private static Customer register(UUID organizationId, String externalId) throws Exception {
        return register(organizationId, externalId, externalId + "@example.org", externalId, Map.of());
    }

    private ListCustomers all(List<Sort> sorting, long offset, int limit) {
        return new ListCustomers(acme, null, null, null, Map.of(), sorting, offset, limit);
    }

    private ListCustomers with(String key, String... values) {
        return new ListCustomers(acme, null, null, null, Map.of(key, List.of(values)), List.of(), 0, 10);
    }

    private ListCustomers containing(String query) {
        return new ListCustomers(acme, null, query, null, Map.of(), List.of(), 0, 10);
    }

    private static List<String> externalIds(ListCustomers question) throws Exception {
        CustomerPage page = ask(Channels.LIST_CUSTOMERS, question);
        assertThat(page.totalCount()).isGreaterThanOrEqualTo(page.items().size());
        return page.items().stream().map(Customer::externalId).toList();
    }

    @Test
    void aCustomerIsFoundByEachOfItsIdsAsItWasRegistered() throws Exception {
        String externalId = "Grüße/ 🦊%2F\\'";
        Customer made = ask(
                Channels.CREATE_CUSTOMER,
                new CreateCustomer(
                        acme,
                        Customer.Type.TEAM,
                        externalId,
                        null,
                        "Acme",
                        new BillingAddress(Map.of("country", "DE")),
                        "DE123",
                        "de",
                        Map.of(
                                "text", MetadataValue.of("\"a\""),
                                "exact", MetadataValue.of(new BigDecimal("0.1000000000000000000001")),
                                "whole", MetadataValue.of(3),
                                "flag", MetadataValue.of(false)),
                        new NewMember("o@example.org", null, null)));

        Customer found = ask(Channels.GET_CUSTOMER, new GetCustomer(acme, CustomerRef.of(made.id())));

        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("billingAddress")
                .isEqualTo(made);
        assertThat(found.billingAddress()).isEqualTo("{\"country\": \"DE\"}");
        assertThat(ask(Channels.GET_CUSTOMER, new GetCustomer(acme, CustomerRef.ofExternalId(externalId))))
                .isEqualTo(found);
    }

    @Test
    void whatIsChangedIsReadAndWhatIsDeletedIsGone() throws Exception {
        Customer made = register(acme, "before");
        var byId = new GetCustomer(acme, CustomerRef.of(made.id()));
        ask(
                Channels.UPDATE_CUSTOMER,
                new UpdateCustomer(
                        acme, byId.customer(), null, new Change<>("after"), null, null, null, null, null, null));

        assertThat(refusal(Channels.GET_CUSTOMER, new GetCustomer(acme, CustomerRef.ofExternalId("before"))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ask(Channels.GET_CUSTOMER, new GetCustomer(acme, CustomerRef.ofExternalId("after")))
                        .id())
                .isEqualTo(made.id());

        ask(Channels.DELETE_CUSTOMER, new DeleteCustomer(acme, byId.customer(), false));

        assertThat(refusal(Channels.GET_CUSTOMER, byId)).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(Channels.GET_CUSTOMER, new GetCustomer(acme, CustomerRef.ofExternalId("after"))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ask(Channels.LIST_CUSTOMERS, all(List.of(), 0, 10))).isEqualTo(new CustomerPage(List.of(), 0));
    }

    @Test
    void aListIsNewestFirstAndInPages() throws Exception {
        for (String externalId : List.of("a", "b", "c", "d", "e")) {
            register(acme, externalId);
        }

        assertThat(externalIds(all(List.of(), 0, 2))).containsExactly("e", "d");
        assertThat(externalIds(all(List.of(), 2, 2))).containsExactly("c", "b");
        assertThat(externalIds(all(List.of(), 4, 2))).containsExactly("a");
        assertThat(ask(Channels.LIST_CUSTOMERS, all(List.of(), 10, 2))).isEqualTo(new CustomerPage(List.of(), 5));
    }

    @Test
    void customersAreSortedByEachCriterionAndThenById() throws Exception {
        register(acme, "1", "b@example.org", "Zoe", Map.of());
        register(acme, "2", "A@example.org", "ada", Map.of());
        register(acme, "3", "c@example.org", "Ada", Map.of());
        register(acme, "4", "d@example.org", null, Map.of());
        var byName = new Sort(Property.NAME, false);
        var newest = new Sort(Property.CREATED_AT, true);

        assertThat(externalIds(all(List.of(new Sort(Property.CREATED_AT, false)), 0, 10)))
                .containsExactly("1", "2", "3", "4");
        assertThat(externalIds(all(List.of(newest), 0, 10))).containsExactly("4", "3", "2", "1");
        assertThat(externalIds(all(List.of(new Sort(Property.EMAIL, false)), 0, 10)))
                .containsExactly("2", "1", "3", "4");
        assertThat(externalIds(all(List.of(new Sort(Property.EMAIL, true)), 0, 10)))
                .containsExactly("4", "3", "1", "2");
        assertThat(externalIds(all(List.of(byName, newest), 0, 10))).containsExactly("3", "2", "1", "4");
        assertThat(externalIds(all(List.of(byName, new Sort(Property.EMAIL, false)), 0, 10)))
                .containsExactly("2", "3", "1", "4");
        assertThat(externalIds(all(List.of(new Sort(Property.NAME, true), newest), 0, 10)))
                .containsExactly("1", "3", "2", "4");
        assertThat(externalIds(all(List.of(byName), 0, 10)).subList(0, 2))
                .isEqualTo(ask(Channels.LIST_CUSTOMERS, all(List.of(), 0, 10)).items().stream()
                        .filter(customer -> "ada".equalsIgnoreCase(customer.name()))
                        .sorted((one, other) ->
                                one.id().toString().compareTo(other.id().toString()))
                        .map(Customer::externalId)
                        .toList());
    }

    @Test
    void customersAreFoundByEmailAndByAPartOfWhatTheyAreCalled() throws Exception {
        register(acme, "user_1", "Ada@Example.org", "Ada Lovelace", Map.of());
        register(acme, "user%2", "ben@example.org", "Ben", Map.of());
        register(globex, "user_3", "ada@example.org", "Ada Lovelace", Map.of());

        assertThat(externalIds(new ListCustomers(acme, "ada@example.ORG", null, null, Map.of(), List.of(), 0, 10)))
                .containsExactly("user_1");
        assertThat(externalIds(new ListCustomers(acme, "da@example.org", null, null, Map.of(), List.of(), 0, 10)))
                .isEmpty();
        assertThat(externalIds(containing("LOVE"))).containsExactly("user_1");
        assertThat(externalIds(containing("N@EX"))).containsExactly("user%2");
        assertThat(externalIds(containing("user"))).containsExactly("user%2", "user_1");
        assertThat(externalIds(containing("r_1"))).containsExactly("user_1");
        assertThat(externalIds(containing("r%2"))).containsExactly("user%2");
        assertThat(externalIds(containing("r_2"))).isEmpty();
        assertThat(externalIds(containing("r\\"))).isEmpty();
    }

    @Test
    void metadataIsFoundByValue() throws Exception {
        register(acme, "pro", "a@example.org", null, Map.of("plan", MetadataValue.of("pro"), "n", MetadataValue.of(1)));
        register(acme, "free", "b@example.org", null, Map.of("plan", MetadataValue.of("free")));
        register(
                acme,
                "odd",
                "c@example.org",
                null,
                Map.of(
                        "plan", MetadataValue.of("\"\\ é"),
                        "n", MetadataValue.of("1"),
                        "flag", MetadataValue.of(true)));

        assertThat(externalIds(with("plan", "pro"))).containsExactly("pro");
        assertThat(externalIds(with("plan", "pro", "free"))).containsExactly("free", "pro");
        assertThat(externalIds(with("plan", "\"\\ é"))).containsExactly("odd");
        assertThat(externalIds(with("n", "1"))).containsExactly("odd", "pro");
        assertThat(externalIds(with("n", "1.0"))).containsExactly("pro");
        assertThat(externalIds(with("flag", "true"))).containsExactly("odd");
        assertThat(externalIds(with("n", "1e9999", "--", "\\u0000"))).isEmpty();
        assertThat(externalIds(with("none", "1"))).isEmpty();
        assertThat(externalIds(new ListCustomers(
                        acme,
                        null,
                        null,
                        null,
                        Map.of("plan", List.of("pro", "\"\\ é"), "n", List.of("1.0")),
                        List.of(),
                        0,
                        10)))
                .containsExactly("pro");
    }

    @Test
    void anotherOrganizationFindsNothing() throws Exception {
        Customer made = register(acme, "user_1");
        Member owner = ask(Channels.LIST_MEMBERS, new ListMembers(acme, null, null, null, false, 0, 10))
                .items()
                .get(0);

        for (CustomerRef ref : List.of(CustomerRef.of(made.id()), CustomerRef.ofExternalId("user_1"))) {
            assertThat(refusal(Channels.GET_CUSTOMER, new GetCustomer(globex, ref)))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(refusal(Channels.GET_MEMBER, new GetMember(globex, ref, MemberRef.of(owner.id()))))
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
        assertThat(ask(Channels.LIST_CUSTOMERS, new ListCustomers(globex, null, null, null, Map.of(), List.of(), 0, 10))
                        .totalCount())
                .isZero();
        assertThat(ask(Channels.LIST_MEMBERS, new ListMembers(globex, made.id(), null, null, false, 0, 10))
                        .totalCount())
                .isZero();
    }

    @Test
    void membersAreFoundListedAndFiltered() throws Exception {
        Customer one = register(acme, "one");
        Customer two = register(acme, "two");
        Member ben = ask(
                Channels.CREATE_MEMBER,
                new CreateMember(
                        acme,
                        CustomerRef.of(two.id()),
                        new NewMember("ben@example.org", "Ben", "ben/1"),
                        Member.Role.BILLING_MANAGER));

        assertThat(ask(
                        Channels.GET_MEMBER,
                        new GetMember(acme, CustomerRef.ofExternalId("two"), MemberRef.ofExternalId("ben/1"))))
                .isEqualTo(ben);
        assertThat(ask(Channels.GET_MEMBER, new GetMember(acme, CustomerRef.of(two.id()), MemberRef.of(ben.id()))))
                .isEqualTo(ben);
        assertThat(refusal(Channels.GET_MEMBER, new GetMember(acme, CustomerRef.of(one.id()), MemberRef.of(ben.id()))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(emails(new ListMembers(acme, null, null, null, false, 0, 10)))
                .containsExactly("one@example.org", "two@example.org", "ben@example.org");
        assertThat(emails(new ListMembers(acme, null, null, null, true, 0, 2)))
                .containsExactly("ben@example.org", "two@example.org");
        assertThat(emails(new ListMembers(acme, two.id(), null, null, false, 0, 10)))
                .containsExactly("two@example.org", "ben@example.org");
        assertThat(emails(new ListMembers(acme, null, "two", Member.Role.BILLING_MANAGER, false, 0, 10)))
                .containsExactly("ben@example.org");

        ask(Channels.DELETE_MEMBER, new DeleteMember(acme, CustomerRef.of(two.id()), MemberRef.of(ben.id())));
        ask(Channels.DELETE_CUSTOMER, new DeleteCustomer(acme, CustomerRef.of(one.id()), false));

        assertThat(emails(new ListMembers(acme, null, null, null, false, 0, 10)))
                .containsExactly("two@example.org");
    }

    private static List<String> emails(ListMembers question) throws Exception {
        return ask(Channels.LIST_MEMBERS, question).items().stream()
                .map(Member::email)
                .toList();
    }
}

package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.customers.GetCustomerState;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestFacts;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers are subscribed to, from rows as folds of subscriptions write them. */
class CustomerStateIT {
    private static final UUID PRODUCT = UUID.fromString("d0000000-0000-4000-8000-000000000001");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private static PresentationFixture fixture;

    private final UUID acme = UUID.randomUUID();
    private final UUID globex = UUID.randomUUID();
    private final UUID ann = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        fixture = new PresentationFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @BeforeEach
    void register() throws Exception {
        TestCustomers.put(fixture.connection, acme, ann, "ann");
        TestCustomers.put(fixture.connection, acme, bob, "bob");
    }

    /** Hours from now; null as empty. */
    private static @Nullable Instant in(@Nullable Integer hours) {
        return hours == null ? null : NOW.plusSeconds(hours * 3_600L);
    }

    private UUID subscribe(
            UUID organization,
            UUID customer,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant trialEnd,
            @Nullable Instant endAt)
            throws SQLException {
        UUID id = UUID.randomUUID();
        try (var insert = fixture.connection.prepareStatement("""
                insert into totals.subscriptions (organization_id, id, customer_id, product_id, status, created_at,
                    started_at, trial_end, end_at, cancel_at_period_end, cancellation_reason, amount, currency,
                    recurring_interval, recurring_interval_count)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, false, 'other', 1000, 'usd', 'month', 1)""")) {
            insert.setObject(1, organization);
            insert.setObject(2, id);
            insert.setObject(3, customer);
            insert.setObject(4, PRODUCT);
            insert.setString(5, status);
            set(insert, 6, in(-100));
            set(insert, 7, startedAt);
            set(insert, 8, trialEnd);
            set(insert, 9, endAt);
            insert.executeUpdate();
        }
        return id;
    }

    private static void set(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        statement.setObject(index, instant == null ? null : instant.atOffset(ZoneOffset.UTC));
    }

    private CustomerState state(UUID organization, CustomerRef customer) throws Exception {
        return get(Channels.GET_CUSTOMER_STATE.ask(
                fixture.vertx, new GetCustomerState(organization, customer, Consistency.BOUNDED)));
    }

    private List<String> active(@Nullable Boolean active) throws Exception {
        var question = new ListCustomers(acme, null, null, active, Map.of(), List.of(), 0, 10);
        var page = get(Channels.LIST_CUSTOMERS.ask(fixture.vertx, question));
        assertThat(page.totalCount()).isEqualTo(page.items().size());
        return page.items().stream().map(Customer::externalId).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "active,   -90,    ,    , active",
        "active,      ,    ,    , active",
        "active,   -90, -10,    , active",
        "active,   -90,  10,    , trialing",
        "active,   -90,    ,  10, active",
        "active,   -90,    , -10, ",
        "active,    10,    ,    , ",
        "trialing, -90,  10,    , trialing",
        "trialing, -90,    ,    , trialing",
        "trialing, -90, -10,    , active",
        "trialing, -90,  10, -10, ",
        "canceled, -90,    ,  10, active",
        "canceled, -90,  10,  10, trialing",
        "canceled, -90,    , -10, ",
        "canceled, -90,    ,    , ",
        "past_due, -90,    ,    , ",
        "unpaid,   -90,    ,    , ",
        "paused,   -90,    ,    , ",
        "incomplete, -90,  ,    , ",
        "incomplete_expired, -90, , , ",
    })
    void aSubscriptionIsActiveByItsStatusAndDates(
            String status,
            @Nullable Integer started,
            @Nullable Integer trialEnds,
            @Nullable Integer ends,
            @Nullable String expected)
            throws Exception {
        UUID id = subscribe(acme, ann, status, in(started), in(trialEnds), in(ends));

        CustomerState state = state(acme, CustomerRef.of(ann));

        assertThat(state.customer().externalId()).isEqualTo("ann");
        if (expected == null) {
            assertThat(state.subscriptions()).isEmpty();
            assertThat(active(true)).isEmpty();
            assertThat(active(false)).containsExactlyInAnyOrder("ann", "bob");
        } else {
            ActiveSubscription found = state.subscriptions().get(0);
            assertThat(state.subscriptions()).hasSize(1);
            assertThat(found.id()).isEqualTo(id);
            assertThat(found.inTrial()).isEqualTo(expected.equals("trialing"));
            assertThat(found.endsAt()).isEqualTo(in(ends));
            assertThat(active(true)).containsExactly("ann");
            assertThat(active(false)).containsExactly("bob");
        }
        assertThat(active(null)).containsExactlyInAnyOrder("ann", "bob");
        assertThat(state(acme, CustomerRef.ofExternalId("bob")).subscriptions()).isEmpty();
    }

    @Test
    void withoutAPeriodTheNextRenewalEndsIt() throws Exception {
        subscribe(acme, ann, "active", in(-24 * 10), null, null);
        subscribe(acme, bob, "active", null, null, null);

        ActiveSubscription anns =
                state(acme, CustomerRef.of(ann)).subscriptions().get(0);
        ActiveSubscription bobs =
                state(acme, CustomerRef.of(bob)).subscriptions().get(0);

        assertThat(anns.currentPeriodStart()).isEqualTo(in(-24 * 10)).isEqualTo(anns.startedAt());
        assertThat(anns.currentPeriodEnd())
                .isEqualTo(in(-24 * 10).atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
        assertThat(bobs.currentPeriodStart()).isEqualTo(in(-100)).isEqualTo(bobs.createdAt());
    }

    @Test
    void whatTotalsDoNotHoldComesFromTheLastFact() throws Exception {
        UUID id = subscribe(acme, ann, "active", in(-90), null, null);
        UUID discount = UUID.randomUUID();
        fact(acme, id, in(-50), Map.of("metadata", Map.of("seats", 1)));
        fact(
                acme,
                id,
                in(-20),
                Map.of(
                        "discount_id", discount.toString(),
                        "metadata",
                                Map.of(
                                        "seats",
                                        3,
                                        "rate",
                                        new BigDecimal("0.10"),
                                        "plan",
                                        "pro",
                                        "beta",
                                        true,
                                        "nested",
                                        Map.of("a", 1),
                                        "empty",
                                        "",
                                        "long",
                                        "x".repeat(501),
                                        "k".repeat(41),
                                        "y")));
        fact(acme, id, in(-30), Map.of("discount_id", UUID.randomUUID().toString()));

        ActiveSubscription found =
                state(acme, CustomerRef.of(ann)).subscriptions().get(0);

        assertThat(found.modifiedAt()).isEqualTo(in(-20));
        assertThat(found.discountId()).isEqualTo(discount);
        assertThat(found.metadata())
                .containsOnly(
                        Map.entry("seats", MetadataValue.of(3)),
                        Map.entry("rate", MetadataValue.of(new BigDecimal("0.10"))),
                        Map.entry("plan", MetadataValue.of("pro")),
                        Map.entry("beta", MetadataValue.of(true)));
    }

    @Test
    void whatIsNotAsItShouldBeIsLeftOut() throws Exception {
        UUID id = subscribe(acme, ann, "active", in(-90), null, null);
        fact(acme, id, in(-20), Map.of("discount_id", "summer", "metadata", List.of(1)));

        ActiveSubscription found =
                state(acme, CustomerRef.of(ann)).subscriptions().get(0);

        assertThat(found.discountId()).isNull();
        assertThat(found.metadata()).isEmpty();
    }

    private static void fact(UUID organization, UUID id, Instant modifiedAt, Map<String, ?> more) throws Exception {
        Map<String, Object> data = new HashMap<>(more);
        data.put("id", id);
        data.put("modified_at", modifiedAt);
        TestFacts.append(
                fixture.connection, organization, List.of(new TestFacts.Fact("subscription.updated", NOW, data)));
    }

    @Test
    void anotherOrganizationSeesNothing() throws Exception {
        TestCustomers.put(fixture.connection, globex, ann, "ann");
        UUID id = subscribe(globex, ann, "active", in(-90), null, null);
        fact(acme, id, in(-20), Map.of("metadata", Map.of("seats", 3)));

        assertThat(state(acme, CustomerRef.of(ann)).subscriptions()).isEmpty();
        assertThat(active(true)).isEmpty();
        assertThat(state(globex, CustomerRef.of(ann)).subscriptions())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.metadata()).isEmpty();
                    assertThat(found.modifiedAt()).isNull();
                });
        assertThat(refusal(globex, CustomerRef.of(bob))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(globex, CustomerRef.ofExternalId("bob"))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private static ErrorCode refusal(UUID organization, CustomerRef customer) throws Exception {
        return get(Channels.GET_CUSTOMER_STATE
                .ask(fixture.vertx, new GetCustomerState(organization, customer, Consistency.BOUNDED))
                .map(found -> ErrorCode.INTERNAL)
                .otherwise(failure -> ((ContractException) failure).code()));
    }
}

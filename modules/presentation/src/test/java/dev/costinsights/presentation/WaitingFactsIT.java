package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import dev.costinsights.testkit.TestPostgres;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WaitingFactsIT {
    private static PresentationFixture fixture;

    private final UUID acme = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        fixture = new PresentationFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    private static UUID id(int number) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number));
    }

    private static WaitingFactPage.Item item(String kind, int number, String missingKind) {
        return new WaitingFactPage.Item(
                kind, id(number), Instant.parse("2026-11-01T0%d:00:00Z".formatted(number)), missingKind, id(9));
    }

    private WaitingFactPage ask(UUID organizationId, long offset, int limit) throws Exception {
        return get(Channels.LIST_WAITING_FACTS.ask(fixture.vertx, new ListWaitingFacts(organizationId, offset, limit)));
    }

    private void plant() {
        TestPostgres.execute(fixture.url, """
                insert into totals.refunds (organization_id, id, order_id, waiting, created_at, refund_cents)
                select '%1$s'::uuid, id::uuid, '%2$s', waiting, at::timestamptz, 0
                from (values ('%3$s', true, '2026-11-01T03:00:00Z'), ('%7$s', false, '2026-11-01T05:00:00Z'))
                    as refund (id, waiting, at);
                insert into totals.disputes (organization_id, id, order_id, waiting, created_at, dispute_cents)
                values ('%1$s', '%4$s', '%2$s', true, '2026-11-01T01:00:00Z', 0);
                insert into totals.seats (organization_id, id, subscription_id, order_id, waiting, created_at)
                values ('%1$s', '%5$s', '%2$s', null, true, '2026-11-01T04:00:00Z'),
                    ('%1$s', '%6$s', null, '%2$s', true, '2026-11-01T02:00:00Z')
                """.formatted(acme, id(9), id(3), id(1), id(4), id(2), id(5)));
    }

    @Test
    void whatDoesNotCountYetIsListedTheOldestFirst() throws Exception {
        plant();

        WaitingFactPage all = ask(acme, 0, 100);

        assertThat(all.totalCount()).isEqualTo(4);
        assertThat(all.items())
                .containsExactly(
                        item("dispute", 1, "order"),
                        item("customer_seat", 2, "order"),
                        item("refund", 3, "order"),
                        item("customer_seat", 4, "subscription"));
        assertThat(ask(acme, 1, 2).items()).isEqualTo(all.items().subList(1, 3));
        assertThat(ask(acme, 100, 10)).isEqualTo(new WaitingFactPage(List.of(), 4));
        assertThat(ask(UUID.randomUUID(), 0, 10).totalCount()).isZero();
    }
}

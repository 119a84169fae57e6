package dev.costinsights.accounts;

import static dev.costinsights.accounts.Installation.NOTHING_CONFIGURED;
import static dev.costinsights.accounts.Installation.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.GetDashboard;
import dev.costinsights.contracts.dashboards.ListDashboards;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardsIT {
    private static final UUID OURS = Organizations.DEFAULT_ID;

    private final Installation installation = new Installation();

    @BeforeEach
    void start() {
        installation.start(NOTHING_CONFIGURED);
        installation.serve(1_000);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    private <Q extends Message, R extends Message> R ask(Channel<Q, R> channel, Q question) {
        return await(channel.ask(installation.vertx, question));
    }

    private <Q extends Message, R extends Message> ContractException refusal(Channel<Q, R> channel, Q question) {
        var failure = catchThrowableOfType(ContractException.class, () -> ask(channel, question));
        assertThat(failure).as("refusal of %s", question).isNotNull();
        return failure;
    }

    private MetricDashboard create(UUID organizationId, String name, String... metrics) {
        installation.clock.advance(Duration.ofSeconds(1));
        return ask(Channels.CREATE_DASHBOARD, new CreateDashboard(organizationId, name, List.of(metrics)));
    }

    private List<MetricDashboard> list(UUID organizationId) {
        return ask(Channels.LIST_DASHBOARDS, new ListDashboards(organizationId)).items();
    }

    @Test
    void aDashboardIsKeptAsItWasMade() {
        MetricDashboard made = create(OURS, " Margins 🦊 ", "profit", "costs", "profit", "no such metric");
        MetricDashboard empty = create(OURS, "Empty");

        assertThat(made)
                .isEqualTo(new MetricDashboard(
                        OURS,
                        made.id(),
                        " Margins 🦊 ",
                        List.of("profit", "costs", "profit", "no such metric"),
                        installation.clock.instant().minusSeconds(1),
                        null));
        assertThat(ask(Channels.GET_DASHBOARD, new GetDashboard(OURS, made.id())))
                .isEqualTo(made);
        assertThat(list(OURS)).containsExactly(made, empty);
    }

    @Test
    void onlyWhatIsWishedChanges() {
        MetricDashboard made = create(OURS, "Costs", "costs");
        installation.clock.advance(Duration.ofMinutes(1));

        MetricDashboard renamed =
                ask(Channels.UPDATE_DASHBOARD, new UpdateDashboard(OURS, made.id(), "All costs", null));
        MetricDashboard emptied = ask(Channels.UPDATE_DASHBOARD, new UpdateDashboard(OURS, made.id(), null, List.of()));

        assertThat(renamed)
                .isEqualTo(new MetricDashboard(
                        OURS,
                        made.id(),
                        "All costs",
                        List.of("costs"),
                        made.createdAt(),
                        installation.clock.instant()));
        assertThat(emptied.name()).isEqualTo("All costs");
        assertThat(emptied.metrics()).isEmpty();
        assertThat(list(OURS)).containsExactly(emptied);
    }

    @Test
    void aDeletedDashboardIsGone() {
        MetricDashboard made = create(OURS, "Costs", "costs");
        var wish = new DeleteDashboard(OURS, made.id());

        ask(Channels.DELETE_DASHBOARD, wish);

        assertThat(list(OURS)).isEmpty();
        assertThat(refusal(Channels.DELETE_DASHBOARD, wish).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void anotherOrganizationsDashboardIsNotThere() {
        UUID other = ask(Channels.CREATE_ORGANIZATION, new CreateOrganization("Other", null))
                .id();
        MetricDashboard made = create(OURS, "Costs", "costs");

        assertThat(list(other)).isEmpty();
        for (ContractException refused : List.of(
                refusal(Channels.GET_DASHBOARD, new GetDashboard(other, made.id())),
                refusal(Channels.UPDATE_DASHBOARD, new UpdateDashboard(other, made.id(), "Mine", null)),
                refusal(Channels.DELETE_DASHBOARD, new DeleteDashboard(other, made.id())))) {
            assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
        }
        assertThat(list(OURS)).containsExactly(made);
    }

    @Test
    void aWishBeyondTheLimitsNamesEachFieldOnce() {
        List<String> eleven = Collections.nCopies(11, "costs");
        UUID id = create(
                        OURS,
                        "x".repeat(200),
                        Collections.nCopies(10, "y".repeat(200)).toArray(String[]::new))
                .id();

        assertThat(refusal(Channels.CREATE_DASHBOARD, new CreateDashboard(OURS, "", eleven))
                        .fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("name", "metrics");
        assertThat(refusal(Channels.CREATE_DASHBOARD, new CreateDashboard(OURS, "x".repeat(201), List.of("")))
                        .fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("name", "metrics");
        assertThat(refusal(Channels.UPDATE_DASHBOARD, new UpdateDashboard(OURS, id, "", List.of("y".repeat(201))))
                        .fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("name", "metrics");
    }

    @Test
    void noOrganizationHasMoreThanAHundredHoweverManyAskAtOnce() {
        UUID other = ask(Channels.CREATE_ORGANIZATION, new CreateOrganization("Other", null))
                .id();
        List<Future<MetricDashboard>> wishes = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            wishes.add(Channels.CREATE_DASHBOARD.ask(
                    installation.vertx, new CreateDashboard(OURS, "Dashboard " + i, List.of())));
        }
        await(Future.join(wishes).otherwiseEmpty());

        assertThat(wishes).filteredOn(Future::succeeded).hasSize(DashboardList.MAX_DASHBOARDS);
        assertThat(list(OURS)).hasSize(DashboardList.MAX_DASHBOARDS);
        assertThat(refusal(Channels.CREATE_DASHBOARD, new CreateDashboard(OURS, "One more", List.of()))
                        .code())
                .isEqualTo(ErrorCode.INVALID);
        create(other, "Theirs");
    }
}

package dev.costinsights.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.FindSampleOrganization;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.OpenSampleOrganization;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.ResolveSession;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.SampleOrganization;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Organizations that hold sample data beside others. */
class SampleOrganizationsIT {
    private static final UUID HOME = Organizations.DEFAULT_ID;

    private final Installation installation = new Installation();

    @BeforeEach
    void start() {
        installation.start(Installation.NOTHING_CONFIGURED);
        installation.serve(60);
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void there_is_one_beside_each_however_many_ask_at_once() throws Exception {
        assertThat(find(false).id()).isNull();
        var found = Future.all(IntStream.range(0, 8)
                        .mapToObj(i -> Channels.FIND_SAMPLE_ORGANIZATION.ask(
                                installation.vertx, new FindSampleOrganization(HOME, true)))
                        .toList())
                .await(20, TimeUnit.SECONDS);
        assertThat(found.<SampleOrganization>list()).doesNotContainNull().hasSize(8);
        assertThat(found.<SampleOrganization>list().stream().distinct()).hasSize(1);
        UUID id = find(false).id();
        assertThat(id).isNotNull().isNotEqualTo(HOME);

        // It has none beside itself, and is in no list of organizations
        assertThat(await(Channels.FIND_SAMPLE_ORGANIZATION.ask(
                                installation.vertx, new FindSampleOrganization(id, true)))
                        .id())
                .isNull();
        assertThat(await(Channels.LIST_ORGANIZATIONS.ask(installation.vertx, new ListOrganizations(null, 0, 10)))
                        .items())
                .extracting(Organization::id)
                .containsExactly(HOME);
    }

    @Test
    void whoever_opens_it_is_a_viewer_there() throws Exception {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ContractException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
        UUID id = find(true).id();
        SessionPrincipal principal =
                await(Channels.RESOLVE_SESSION.ask(installation.vertx, new ResolveSession(open().session())));
        assertThat(principal.organizationId()).isEqualTo(id);
        assertThat(principal.organizationName()).isEqualTo("Sample data");
        assertThat(principal.role()).isEqualTo(Role.VIEWER);
        assertThat(principal.zone()).isEqualTo(Installation.ZONE);
    }

    private SampleOrganization find(boolean create) throws Exception {
        return await(
                Channels.FIND_SAMPLE_ORGANIZATION.ask(installation.vertx, new FindSampleOrganization(HOME, create)));
    }

    private NewSession open() throws Exception {
        return await(Channels.OPEN_SAMPLE_ORGANIZATION.ask(installation.vertx, new OpenSampleOrganization(HOME)));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }
}

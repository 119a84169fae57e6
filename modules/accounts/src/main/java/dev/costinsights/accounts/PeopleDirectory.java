package dev.costinsights.accounts;

import dev.costinsights.contracts.accounts.ChangeRole;
import dev.costinsights.contracts.accounts.ListPeople;
import dev.costinsights.contracts.accounts.People;
import dev.costinsights.contracts.accounts.RemovePerson;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Lists the people of an organization, changes what they may do and removes them. An owner always remains. */
final class PeopleDirectory {
    private final Pool pool;
    private final Clock clock;

    PeopleDirectory(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Future<People> list(ListPeople question) {
        UUID organizationId = question.organizationId();
        return new UserStore(pool)
                .list(organizationId)
                .compose(items -> new InvitationStore(pool)
                        .list(organizationId, clock.instant())
                        .map(invitations -> new People(items, invitations)))
                .recover(PgErrors::failed);
    }

    Future<Done> changeRole(ChangeRole wish) {
        return change(
                wish.organizationId(),
                wish.userId(),
                wish.role() == Role.OWNER,
                users -> users.changeRole(wish.organizationId(), wish.userId(), wish.role()));
    }

    Future<Done> remove(RemovePerson wish) {
        return change(
                wish.organizationId(),
                wish.userId(),
                false,
                users -> users.delete(wish.organizationId(), wish.userId()));
    }

    /** One at a time for an organization, so that of two owners not each can take the other's place away. */
    private Future<Done> change(
            UUID organizationId, UUID userId, boolean staysOwner, Function<UserStore, Future<Boolean>> change) {
        return pool.withTransaction(connection -> new OrganizationStore(connection)
                        .lock(organizationId)
                        .compose(locked -> change(connection, organizationId, userId, staysOwner, change)))
                .recover(PgErrors::failed)
                .map(new Done());
    }

    /** A failure undoes what was changed. */
    private static Future<Void> change(
            SqlConnection connection,
            UUID organizationId,
            UUID userId,
            boolean staysOwner,
            Function<UserStore, Future<Boolean>> change) {
        var users = new UserStore(connection);
        return change.apply(users).compose(found -> {
            if (!found) {
                return Future.failedFuture(
                        new ContractException(ErrorCode.NOT_FOUND, "The organization has no such person."));
            }
            return staysOwner
                    ? Future.succeededFuture()
                    : users.countOtherOwners(organizationId, userId)
                            .compose(
                                    others -> others > 0 ? Future.succeededFuture() : Future.failedFuture(lastOwner()));
        });
    }

    private static ContractException lastOwner() {
        var error = new FieldError(
                null, "role", "value_error", "An organization needs an owner. Make somebody else one first.");
        return new ContractException(ErrorCode.INVALID, "The last owner stays.", List.of(error));
    }
}

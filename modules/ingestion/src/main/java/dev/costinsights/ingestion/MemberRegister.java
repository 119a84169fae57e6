package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateMember;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.DeleteMember;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberRef;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateMember;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the members of customers. Each change locks its customer, so that of its members one at most is the owner. */
final class MemberRegister {
    /** All of them are read when one changes. */
    static final int MAX_MEMBERS = 1_000;

    private static final String KEEPS_ITS_OWNER = "A customer keeps its owner until another member is made the owner.";

    private final Pool pool;
    private final Clock clock;

    MemberRegister(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    static Member registered(Customer customer, NewMember member, Member.Role role, Instant now) {
        return new Member(
                customer.organizationId(),
                UUID.randomUUID(),
                customer.id(),
                member.externalId(),
                member.email(),
                member.name(),
                role,
                now,
                null);
    }

    Future<Member> create(CreateMember wish) {
        List<FieldError> errors = CustomerChecks.errorsOf(wish.member());
        if (!errors.isEmpty()) {
            return refused(errors);
        } else if (wish.role() == Member.Role.OWNER) {
            return refused("role", "Ownership is passed on by changing a member.");
        }
        return pool.withTransaction(connection -> CustomerRegister.locked(
                                connection, wish.organizationId(), wish.customer())
                        .compose(customer -> MemberStore.list(connection, customer)
                                .compose(members -> create(connection, wish, customer, members))))
                .recover(PgErrors::failed);
    }

    private Future<Member> create(SqlClient connection, CreateMember wish, Customer customer, List<Member> members) {
        if (members.size() >= MAX_MEMBERS) {
            return refused("customer_id", "A customer has at most " + MAX_MEMBERS + " members.");
        }
        String externalId = wish.member().externalId();
        if (externalId != null && members.stream().anyMatch(member -> externalId.equals(member.externalId()))) {
            return refused("external_id", "A member with this external ID already exists.");
        }
        Member member = registered(customer, wish.member(), wish.role(), now());
        return MemberStore.insert(connection, member).map(done -> member);
    }

    Future<Member> update(UpdateMember wish) {
        List<FieldError> errors = CustomerChecks.errorsOf(wish);
        if (!errors.isEmpty()) {
            return refused(errors);
        }
        return pool.withTransaction(connection -> CustomerRegister.locked(
                                connection, wish.organizationId(), wish.customer())
                        .compose(customer -> MemberStore.list(connection, customer))
                        .compose(members -> found(members, wish.member())
                                .compose(before -> update(connection, wish, before, members))))
                .recover(PgErrors::failed);
    }

    private Future<Member> update(SqlClient connection, UpdateMember wish, Member before, List<Member> members) {
        Instant now = now();
        Member.Role role = wish.role() == null ? before.role() : wish.role();
        if (before.role() == Member.Role.OWNER && role != Member.Role.OWNER) {
            return refused("role", KEEPS_ITS_OWNER);
        }
        Member after = changed(
                before,
                wish.email() == null ? before.email() : wish.email(),
                Change.applied(wish.name(), before.name()),
                role,
                now);
        Future<Void> done = Future.succeededFuture();
        if (role == Member.Role.OWNER && before.role() != Member.Role.OWNER) {
            for (Member other : members) {
                if (other.role() == Member.Role.OWNER) {
                    Member former = changed(other, other.email(), other.name(), Member.Role.BILLING_MANAGER, now);
                    done = done.compose(updated -> MemberStore.update(connection, former));
                }
            }
        }
        return done.compose(updated -> MemberStore.update(connection, after)).map(updated -> after);
    }

    private static Member changed(Member before, String email, @Nullable String name, Member.Role role, Instant now) {
        return new Member(
                before.organizationId(),
                before.id(),
                before.customerId(),
                before.externalId(),
                email,
                name,
                role,
                before.createdAt(),
                now);
    }

    Future<Done> delete(DeleteMember wish) {
        return pool.withTransaction(connection -> CustomerRegister.locked(
                                connection, wish.organizationId(), wish.customer())
                        .compose(customer -> MemberStore.list(connection, customer))
                        .compose(members -> found(members, wish.member()))
                        .compose(member -> member.role() == Member.Role.OWNER
                                ? Future.failedFuture(new ContractException(ErrorCode.FORBIDDEN, KEEPS_ITS_OWNER))
                                : MemberStore.delete(connection, member, now()))
                        .map(done -> new Done()))
                .recover(PgErrors::failed);
    }

    private static Future<Member> found(List<Member> members, MemberRef ref) {
        return members.stream()
                .filter(member -> ref.externalId() == null
                        ? member.id().equals(ref.id())
                        : ref.externalId().equals(member.externalId()))
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(() ->
                        Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is no such member.")));
    }

    private static <T> Future<T> refused(String field, String message) {
        return refused(List.of(new FieldError(null, field, "value_error", message)));
    }

    private static <T> Future<T> refused(List<FieldError> errors) {
        return Future.failedFuture(CustomerRegister.invalid("The member can't be kept so.", errors));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

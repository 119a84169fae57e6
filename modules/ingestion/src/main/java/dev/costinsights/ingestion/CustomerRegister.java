package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Registers, changes and deletes customers. Events are not touched: those with a customer's external id are its own for
 * as long as it has that id.
 */
final class CustomerRegister {
    private final Pool pool;
    private final Clock clock;
    private final Consumer<UUID> changedListener;

    /** @param changedListener hears, after the commit, of each organization whose customers have changed */
    CustomerRegister(Pool pool, Clock clock, Consumer<UUID> changedListener) {
        this.pool = pool;
        this.clock = clock;
        this.changedListener = changedListener;
    }

    Future<Customer> create(CreateCustomer wish) {
        List<FieldError> errors = CustomerChecks.errorsOf(wish);
        if (!errors.isEmpty()) {
            return Future.failedFuture(invalid("The customer can't be registered.", errors));
        }
        Customer customer = registered(wish, now());
        Member owner = owner(wish, customer);
        return pool.withTransaction(connection -> CustomerStore.insert(connection, customer)
                        .compose(inserted ->
                                owner == null ? Future.succeededFuture() : MemberStore.insert(connection, owner))
                        .compose(done -> ticket(connection, customer))
                        .map(done -> customer))
                .onSuccess(this::ring)
                .recover(CustomerRegister::failed);
    }

    Future<Customer> update(UpdateCustomer wish) {
        return pool.withTransaction(connection -> locked(connection, wish.organizationId(), wish.customer())
                        .compose(before -> {
                            List<FieldError> errors = CustomerChecks.errorsOf(wish, before);
                            if (!errors.isEmpty()) {
                                return Future.failedFuture(invalid("The customer can't be changed so.", errors));
                            }
                            Customer after = changed(before, wish, now());
                            return CustomerStore.update(connection, after)
                                    .compose(done -> ticket(connection, after))
                                    .map(done -> after);
                        }))
                .onSuccess(this::ring)
                .recover(CustomerRegister::failed);
    }

    Future<Done> delete(DeleteCustomer wish) {
        Instant now = now();
        return pool.withTransaction(connection -> locked(connection, wish.organizationId(), wish.customer())
                        .compose(before -> CustomerStore.update(connection, deleted(before, now, wish.anonymize()))
                                .compose(done -> MemberStore.deleteAll(connection, before, now, wish.anonymize()))
                                .compose(done -> ticket(connection, before))
                                .map(done -> before)))
                .onSuccess(this::ring)
                .map(done -> new Done())
                .recover(CustomerRegister::failed);
    }

    /** Totals depend on who is registered. */
    private static Future<Void> ticket(SqlClient connection, Customer customer) {
        return FactStore.ticket(connection, customer.organizationId(), FactKind.CUSTOMER, customer.id());
    }

    private void ring(Customer customer) {
        changedListener.accept(customer.organizationId());
    }

    /** Fails as not found when the organization has no such customer, or not any more. */
    static Future<Customer> locked(SqlClient connection, UUID organizationId, CustomerRef ref) {
        return CustomerStore.lock(connection, organizationId, ref)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                new ContractException(ErrorCode.NOT_FOUND, "There is no such customer."))));
    }

    static ContractException invalid(String detail, List<FieldError> errors) {
        return new ContractException(ErrorCode.INVALID, detail, errors);
    }

    private static <T> Future<T> failed(Throwable failure) {
        if (CustomerStore.isExternalIdTaken(failure)) {
            String message = "A customer with this external ID already exists.";
            return Future.failedFuture(
                    invalid(message, List.of(new FieldError(null, "external_id", "value_error", message))));
        }
        return PgErrors.failed(failure);
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Customer registered(CreateCustomer wish, Instant now) {
        return new Customer(
                wish.organizationId(),
                UUID.randomUUID(),
                wish.externalId(),
                wish.type(),
                wish.email(),
                wish.name(),
                null,
                CustomerRows.json(wish.billingAddress()),
                wish.taxId(),
                wish.locale(),
                wish.metadata(),
                now,
                null,
                null);
    }

    /** Also of a customer registered without one, by its own email. */
    private static @Nullable Member owner(CreateCustomer wish, Customer customer) {
        NewMember owner = wish.owner();
        if (owner == null) {
            String email = customer.email();
            if (email == null) {
                return null;
            }
            owner = new NewMember(email, customer.name(), null);
        }
        return MemberRegister.registered(customer, owner, Member.Role.OWNER, customer.createdAt());
    }

    private static Customer changed(Customer before, UpdateCustomer wish, Instant now) {
        return new Customer(
                before.organizationId(),
                before.id(),
                Change.applied(wish.externalId(), before.externalId()),
                wish.type() == null ? before.type() : wish.type(),
                Change.applied(wish.email(), before.email()),
                Change.applied(wish.name(), before.name()),
                before.billingName(),
                wish.billingAddress() == null
                        ? before.billingAddress()
                        : CustomerRows.json(wish.billingAddress().value()),
                Change.applied(wish.taxId(), before.taxId()),
                Change.applied(wish.locale(), before.locale()),
                wish.metadata() == null ? before.metadata() : wish.metadata(),
                before.createdAt(),
                now,
                null);
    }

    /** Without its people's data, the row is what events and orders of the past still point at. */
    private static Customer deleted(Customer before, Instant now, boolean anonymize) {
        return new Customer(
                before.organizationId(),
                before.id(),
                anonymize ? null : before.externalId(),
                before.type(),
                anonymize && before.email() != null ? before.id() + "@anonymized.invalid" : before.email(),
                anonymize ? null : before.name(),
                anonymize ? null : before.billingName(),
                anonymize ? null : before.billingAddress(),
                anonymize ? null : before.taxId(),
                anonymize ? null : before.locale(),
                anonymize ? Map.of() : before.metadata(),
                before.createdAt(),
                now,
                now);
    }
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerPage;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.customers.GetCustomerState;
import dev.costinsights.contracts.customers.GetMember;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.customers.ListMembers;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberPage;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;

/** Answers who the customers of an organization are, and their members. */
final class CustomersService {
    private final Pool pool;
    private final Snapshots snapshots;
    private final StrongReads strongReads;

    CustomersService(Pool pool, Snapshots snapshots, StrongReads strongReads) {
        this.pool = pool;
        this.snapshots = snapshots;
        this.strongReads = strongReads;
    }

    Future<Customer> get(GetCustomer question) {
        return CustomerStore.get(pool, question.organizationId(), question.customer())
                .recover(PgErrors::failed)
                .compose(CustomersService::present);
    }

    Future<CustomerState> state(GetCustomerState question) {
        Future<Void> ready = question.consistency() == Consistency.STRONG
                ? strongReads.awaitFolded(question.organizationId())
                : Future.succeededFuture();
        return ready.compose(done -> snapshots.read(snapshot -> state(snapshot, question)));
    }

    private static Future<CustomerState> state(SqlConnection snapshot, GetCustomerState question) {
        UUID organizationId = question.organizationId();
        return CustomerStore.get(snapshot, organizationId, question.customer())
                .compose(CustomersService::present)
                .compose(customer -> SubscribedStore.active(snapshot, organizationId, customer.id())
                        .compose(subscriptions -> TotalsStore.freshness(snapshot, organizationId)
                                .map(freshness -> new CustomerState(customer, subscriptions, freshness.asOf()))));
    }

    Future<CustomerPage> list(ListCustomers question) {
        return snapshots.read(snapshot -> CustomerStore.list(snapshot, question)
                .compose(
                        items -> CustomerStore.count(snapshot, question).map(total -> new CustomerPage(items, total))));
    }

    Future<Member> get(GetMember question) {
        return MemberStore.get(pool, question).recover(PgErrors::failed).compose(CustomersService::present);
    }

    Future<MemberPage> list(ListMembers question) {
        return snapshots.read(snapshot -> MemberStore.list(snapshot, question)
                .compose(items -> MemberStore.count(snapshot, question).map(total -> new MemberPage(items, total))));
    }

    private static <T> Future<T> present(Optional<T> found) {
        return found.map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new ContractException(
                        ErrorCode.NOT_FOUND, "The organization has no such customer or member.")));
    }
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerPage;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.customers.GetMember;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.customers.ListMembers;
import dev.costinsights.contracts.customers.Member;
import dev.costinsights.contracts.customers.MemberPage;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** Answers who the customers of an organization are, and their members. */
final class CustomersService {
    private final Pool pool;
    private final Snapshots snapshots;

    CustomersService(Pool pool, Snapshots snapshots) {
        this.pool = pool;
        this.snapshots = snapshots;
    }

    Future<Customer> get(GetCustomer question) {
        return CustomerStore.get(pool, question.organizationId(), question.customer())
                .recover(PgErrors::failed)
                .compose(CustomersService::present);
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

package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;

/**
 * Reads subscriptions as they are now, over whole periods. A subscription is active at the end of a period when it has
 * started by then, and before the range ended, and ends in a later period. What a statement sends back are changes by
 * period, as many rows as there are periods, which are summed up outside. The meaningless {@code offset 0} keeps the planner
 * from finding a row's periods anew for every grouping.
 */
final class SubscriptionSql {
    /** Parameters: $1 organization, $2 where whole periods meet, $3 end of the range, $4 end of the first period. */
    private static final String ACTIVE = """
            select s.customer_id, s.end_at, s.monthly_cents, s.currency, s.amount,
                   s.recurring_interval, s.recurring_interval_count,
                   greatest(coalesce(width_bucket(s.started_at, $2::timestamptz[]), 0), 1) as first,
                   coalesce(width_bucket(s.trial_end, $2::timestamptz[]), 0) as paying,
                   coalesce(width_bucket(s.end_at, $2::timestamptz[]), cardinality($2::timestamptz[])) as last
            from totals.subscriptions s
            where s.organization_id = $1
              and (s.started_at is null or s.started_at < $3) and (s.end_at is null or s.end_at >= $4) %s
            offset 0
            """;

    /** Periods from {@code first} in trial, from {@code paying} not, at {@code last} no more active. */
    private static final String MRR = """
            select first, paying, last, committed, %2$s count(*) as subscriptions,
                   coalesce(sum(monthly_cents), 0) as monthly_cents
            from (
                select first, least(greatest(paying, first), last) as paying, last, end_at is null as committed,
                       %2$s monthly_cents
                from (%1$s) active where first < last
                offset 0) turns
            group by grouping sets ((first, committed%3$s), (paying, committed%3$s), (last, committed%3$s))
            """;

    private static final String PRICE = "currency, amount, recurring_interval, recurring_interval_count,";
    private static final String BY_PRICE = ", currency, amount, recurring_interval, recurring_interval_count";
    private static final String CONVERTED = "and s.monthly_cents is null";
    private static final String SCOPE = RevenueScope.condition("s", 5);

    static final Statement TURNS = new Statement(MRR.formatted(ACTIVE.formatted(""), "", ""));
    static final Statement TURNS_OF_SOME = new Statement(MRR.formatted(ACTIVE.formatted(SCOPE), "", ""));

    /** Of those in other currencies, by price. */
    static final Statement CONVERTED_TURNS = new Statement(MRR.formatted(ACTIVE.formatted(CONVERTED), PRICE, BY_PRICE));

    static final Statement CONVERTED_TURNS_OF_SOME =
            new Statement(MRR.formatted(ACTIVE.formatted(CONVERTED + ' ' + SCOPE), PRICE, BY_PRICE));

    static final Statement SUBSCRIBERS = new Statement(DistinctCustomers.sql(ACTIVE.formatted("")));
    static final Statement SUBSCRIBERS_OF_SOME = new Statement(DistinctCustomers.sql(ACTIVE.formatted(SCOPE)));

    /**
     * Parameters: $1 organization, $2 where whole periods meet, $3 and $4 the range. Ends and cancellations count inside
     * the range, creations until its end.
     */
    private static final String CHANGES = """
            select ended, created, canceled, reason, count(*) as subscriptions
            from (
                select case when s.end_at >= $3 and s.end_at < $4 then width_bucket(s.end_at, $2::timestamptz[]) end
                           as ended,
                       case when s.created_at >= ($2::timestamptz[])[1] and s.created_at < $4
                              and (s.end_at is null
                                   or width_bucket(s.end_at, $2::timestamptz[])
                                    > width_bucket(s.created_at, $2::timestamptz[]))
                            then width_bucket(s.created_at, $2::timestamptz[]) end as created,
                       case when s.canceled_at >= $3 and s.canceled_at < $4
                            then width_bucket(s.canceled_at, $2::timestamptz[]) end as canceled,
                       s.cancellation_reason as reason
                from totals.subscriptions s where s.organization_id = $1 %s
                offset 0) changes
            group by grouping sets ((ended), (created), (canceled, reason))
            """;

    static final Statement CHANGED = new Statement(CHANGES.formatted(""));
    static final Statement CHANGED_OF_SOME = new Statement(CHANGES.formatted(SCOPE));

    /**
     * Parameters: $1 organization, $2 instants just after those at which subscriptions are to be active, $3 instants
     * between which cancellations count; both sorted.
     */
    private static final String CHURN = """
            select started, gone, canceled, count(*) as subscriptions
            from (
                select coalesce(width_bucket(s.started_at, $2::timestamptz[]), 0) as started,
                       case when s.end_at is not null
                            then greatest(width_bucket(s.end_at, $2::timestamptz[]),
                                          width_bucket(s.started_at, $2::timestamptz[])) end as gone,
                       width_bucket(s.canceled_at, $3::timestamptz[]) as canceled
                from totals.subscriptions s where s.organization_id = $1 %s
                offset 0) changes
            group by grouping sets ((started), (gone), (canceled))
            """;

    static final Statement CHURNED = new Statement(CHURN.formatted(""));
    static final Statement CHURNED_OF_SOME = new Statement(CHURN.formatted(RevenueScope.condition("s", 4)));

    private SubscriptionSql() {}
}

-- Revenue: what the facts of each object say, and running totals of it. Amounts are whole cents of usd unless a currency
-- stands beside them; converted once, rounded half away from zero. Every row follows from log.facts alone.

-- Fee, refund and dispute amounts are positive; who sums subtracts them.

create table totals.products (
    organization_id          uuid        not null,
    id                       uuid        not null,
    name                     text        not null,
    billing_type             text        not null check (billing_type in ('one_time', 'recurring')),
    recurring_interval       text,
    recurring_interval_count integer,
    -- Of its first price of a fixed amount, in the smallest unit of that price's currency.
    price_amount             numeric,
    price_currency           text,
    is_archived              boolean     not null,
    created_at               timestamptz not null,
    modified_at              timestamptz,
    primary key (organization_id, id)
);

-- Usd per unit of a currency, of a UTC day.
create table totals.exchange_rates (
    organization_id uuid    not null,
    currency        text    not null,
    day             date    not null,
    rate            numeric not null,
    primary key (organization_id, currency, day)
);

create table totals.orders (
    organization_id         uuid        not null,
    id                      uuid        not null,
    customer_id             uuid        not null,
    product_id              uuid,
    subscription_id         uuid,
    created_at              timestamptz not null,
    status                  text        not null,
    -- Paid, refunded or partially refunded: only such an order counts.
    counts                  boolean     not null,
    currency                text        not null,
    -- In the smallest unit of the currency, without tax.
    net_amount              numeric     not null,
    -- Of the order itself; null when it has none and takes the day's.
    own_rate                numeric,
    rate                    numeric     not null,
    -- False: no rate is known, 1 was taken.
    converted               boolean     not null,
    -- 0 unless it counts.
    revenue_cents           numeric     not null,
    fee_cents               numeric     not null,
    -- Of its succeeded refunds, whether it counts or not.
    refund_cents            numeric     not null,
    -- Where the order stands among those of its subscription, as far as it is the same in every zone and interval:
    -- 1 without subscription; 2 the start of its subscription isn't known; 3 in the quarter-hour its subscription
    -- started in. Else it may be a renewal: 10 + level, or 20 + level when the order before it (of the subscription, by
    -- time) is in the same quarter-hour. The level is the shortest interval in whose periods the order may meet the start
    -- or the order before: 1 hour, 2 day, 3 week, 4 month, 5 year, 6 none. In shorter intervals 10 is a renewal, 20 more
    -- of the same renewal; from the level on the times below decide.
    stage                   smallint    not null,
    subscription_started_at timestamptz,
    -- Of the counting order before it of the same subscription.
    previous_at             timestamptz,
    primary key (organization_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index orders_created on totals.orders (organization_id, created_at);
create index orders_customer on totals.orders (organization_id, customer_id, created_at);
create index orders_subscription on totals.orders (organization_id, subscription_id, created_at)
    where subscription_id is not null;
-- Those that another interval must look at one by one: stage % 10 is their level.
create index orders_stage on totals.orders (organization_id, stage, created_at) where stage >= 10;
-- Those that a new rate of a day may change, and the rates at a time.
create index orders_currency on totals.orders (organization_id, currency, created_at) where currency <> 'usd';

create table totals.refunds (
    organization_id uuid        not null,
    id              uuid        not null,
    order_id        uuid        not null,
    -- Its order isn't known: customer and product are null, the amounts 0.
    waiting         boolean     not null,
    customer_id     uuid,
    product_id      uuid,
    created_at      timestamptz not null,
    -- 0 unless it succeeded.
    refund_cents    numeric     not null,
    primary key (organization_id, id)
);
create index refunds_order on totals.refunds (organization_id, order_id);
create index refunds_created on totals.refunds (organization_id, created_at);
create index refunds_customer on totals.refunds (organization_id, customer_id, created_at);
create index refunds_waiting on totals.refunds (organization_id, created_at, id) where waiting;

create table totals.disputes (
    organization_id uuid        not null,
    id              uuid        not null,
    order_id        uuid        not null,
    waiting         boolean     not null,
    customer_id     uuid,
    product_id      uuid,
    created_at      timestamptz not null,
    -- Of the earliest version that is won; the amount comes back then.
    won_at          timestamptz,
    -- Amount and fee.
    dispute_cents   numeric     not null,
    primary key (organization_id, id)
);
create index disputes_order on totals.disputes (organization_id, order_id);
create index disputes_created on totals.disputes (organization_id, created_at);
create index disputes_won on totals.disputes (organization_id, won_at) where won_at is not null;
create index disputes_customer on totals.disputes (organization_id, customer_id, created_at);
create index disputes_waiting on totals.disputes (organization_id, created_at, id) where waiting;

-- Orders by their creation: orders, revenue_cents, fee_cents and order_refund_cents (refunds of these orders) under the
-- order's stage. What has a date of its own stands under stage 0: refund_cents by the refund's, dispute_cents by the
-- dispute's (less what is won, when it is won). Grain 15, 60, 1440 as for costs.
create table totals.organization_revenue (
    organization_id    uuid        not null,
    grain              smallint    not null,
    bucket             timestamptz not null,
    stage              smallint    not null,
    orders             bigint      not null,
    revenue_cents      numeric     not null,
    fee_cents          numeric     not null,
    order_refund_cents numeric     not null,
    refund_cents       numeric     not null,
    dispute_cents      numeric     not null,
    primary key (organization_id, grain, bucket, stage)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- The nil id is no product.
create table totals.product_revenue (
    organization_id    uuid        not null,
    grain              smallint    not null,
    bucket             timestamptz not null,
    product_id         uuid        not null,
    stage              smallint    not null,
    orders             bigint      not null,
    revenue_cents      numeric     not null,
    fee_cents          numeric     not null,
    order_refund_cents numeric     not null,
    refund_cents       numeric     not null,
    dispute_cents      numeric     not null,
    primary key (organization_id, grain, bucket, product_id, stage)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index product_revenue_product on totals.product_revenue (organization_id, product_id, grain, bucket);

-- UTC days and months (grain 1440 and 0); the parts of days at the edges of a range come from orders, refunds, disputes.
create table totals.customer_revenue (
    organization_id    uuid        not null,
    grain              smallint    not null,
    bucket             timestamptz not null,
    customer_id        uuid        not null,
    orders             bigint      not null,
    revenue_cents      numeric     not null,
    fee_cents          numeric     not null,
    order_refund_cents numeric     not null,
    refund_cents       numeric     not null,
    dispute_cents      numeric     not null,
    primary key (organization_id, grain, bucket, customer_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index customer_revenue_customer on totals.customer_revenue (organization_id, customer_id, grain, bucket);

-- Effective rates of counting orders in other currencies than usd.
create table totals.order_rates (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    currency        text        not null,
    rates           numeric     not null,
    orders          bigint      not null,
    primary key (organization_id, grain, bucket, currency)
) with (fillfactor = 70);

-- A subscription as it is now.
create table totals.subscriptions (
    organization_id          uuid        not null,
    id                       uuid        not null,
    customer_id              uuid        not null,
    product_id               uuid        not null,
    status                   text        not null,
    created_at               timestamptz not null,
    started_at               timestamptz,
    trial_start              timestamptz,
    trial_end                timestamptz,
    canceled_at              timestamptz,
    -- When it ended or will: ended_at, else ends_at.
    end_at                   timestamptz,
    cancel_at_period_end     boolean     not null,
    current_period_start     timestamptz,
    current_period_end       timestamptz,
    -- One of the eight reasons, lower case; other for none or one that isn't known.
    cancellation_reason      text        not null,
    amount                   numeric     not null,
    currency                 text        not null,
    recurring_interval       text        not null,
    recurring_interval_count integer     not null,
    -- Of a subscription in usd: round(amount / months); null in other currencies.
    monthly_cents            numeric,
    primary key (organization_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index subscriptions_customer on totals.subscriptions (organization_id, customer_id);
create index subscriptions_product on totals.subscriptions (organization_id, product_id);
-- Those whose monthly amount follows a rate.
create index subscriptions_converted on totals.subscriptions (organization_id) where monthly_cents is null;
create index subscriptions_started on totals.subscriptions (organization_id, started_at);

-- When and at what price a subscription paid: active or past due, not in trial, not ended; each span with the plan of its
-- time, so that a later change of plan leaves the past alone. Spans of a subscription don't overlap; one whose amount is 0
-- has no row.
create table totals.subscription_spans (
    organization_id          uuid        not null,
    subscription_id          uuid        not null,
    customer_id              uuid        not null,
    product_id               uuid        not null,
    -- From, inclusive; may be -infinity.
    from_at                  timestamptz not null,
    -- Until, exclusive; may be infinity.
    to_at                    timestamptz not null,
    amount                   numeric     not null,
    currency                 text        not null,
    recurring_interval       text        not null,
    recurring_interval_count integer     not null,
    -- As of subscriptions.
    monthly_cents            numeric,
    primary key (organization_id, subscription_id, from_at)
);
create index subscription_spans_customer on totals.subscription_spans (organization_id, customer_id, from_at);
create index subscription_spans_product on totals.subscription_spans (organization_id, product_id, from_at);

-- What a customer pays a month, from one change to the next: its spans laid over each other. Rows of a customer don't
-- overlap; nothing is paid between them.
create table totals.customer_mrr (
    organization_id uuid        not null,
    customer_id     uuid        not null,
    from_at         timestamptz not null,
    to_at           timestamptz not null,
    -- Of the spans in usd.
    usd_cents       numeric     not null,
    -- The prices of the others, sorted, each once and with a count if there are more of it:
    -- '2 x eur 1000 month 1, eur 900 month 1'; empty when there are none. Their value follows the rate of the time one
    -- asks for.
    other_prices    text        not null,
    -- Where the customer's first row begins.
    first_paid_at   timestamptz not null,
    primary key (organization_id, customer_id, from_at)
);
create index customer_mrr_to on totals.customer_mrr (organization_id, to_at);

create table totals.checkouts (
    organization_id uuid        not null,
    id              uuid        not null,
    customer_id     uuid,
    product_id      uuid,
    created_at      timestamptz not null,
    -- When it counts: opened_at; for those created before 2026-01-22T12:13Z else created_at. Null: not at all.
    effective_at    timestamptz,
    succeeded       boolean     not null,
    primary key (organization_id, id)
);
create index checkouts_effective on totals.checkouts (organization_id, effective_at) where effective_at is not null;

create table totals.seats (
    organization_id uuid        not null,
    id              uuid        not null,
    subscription_id uuid,
    order_id        uuid,
    -- Its subscription or order isn't known: customer and product are null and it doesn't count.
    waiting         boolean     not null,
    customer_id     uuid,
    product_id      uuid,
    created_at      timestamptz not null,
    claimed_at      timestamptz,
    revoked_at      timestamptz,
    primary key (organization_id, id)
);
create index seats_customer on totals.seats (organization_id, customer_id);
create index seats_subscription on totals.seats (organization_id, subscription_id) where subscription_id is not null;
create index seats_order on totals.seats (organization_id, order_id) where order_id is not null;
create index seats_waiting on totals.seats (organization_id, created_at, id) where waiting;

-- Whose events they are: the customer with this id or, if it isn't deleted, with this external id. Null: nobody's yet. It
-- may be behind log.customers for as long as a ticket of the customer waits.
alter table totals.customer_keys add column registered_customer_id uuid;
create index customer_keys_registered on totals.customer_keys (organization_id, registered_customer_id)
    where registered_customer_id is not null;

-- Costs of events whose customer is registered, as it is now: a customer registered later brings its history.
create table totals.attributed_costs (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    cost_cents      numeric     not null,
    events          bigint      not null,
    primary key (organization_id, grain, bucket)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

package dev.costinsights.aggregation;

/**
 * How totals follow from events, said once for folding, rebuilding and reconciling. A statement is a chain of common
 * table expressions: {@code raw} (some events), {@code touched} (events whose traces differ from single events, see
 * {@link TraceSql}), {@code labels} and {@code customers} (their keys), then the rows that these events amount to in each
 * totals table.
 *
 * <p>Buckets are cut from an origin before every event, as date_bin rounds towards its origin.
 */
final class TotalsSql {

    /** Columns of an event that matter to totals. */
    private static final String RAW_COLUMNS = """
            with raw as materialized (
                select e.id, date_bin('15 minutes', e.occurred_at, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       e.name, e.llm_vendor, e.llm_model, e.customer_digest,
                       nullif(e.external_customer_id, '') as external_customer_id, e.customer_id,
                       coalesce(e.cost_cents, 0) as cost_cents, e.parent_id is not null as has_parent
                from log.events e
            """;

    /** Events of the appends in $2. */
    private static final String RAW_OF_BATCHES = RAW_COLUMNS + """
                where e.organization_id = $1 and e.batch_id = any ($2)
            ),
            """;

    /** Folded events from $2 until $3. */
    private static final String RAW_OF_TIMES = RAW_COLUMNS + """
                where e.organization_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3
                  and not exists (
                      select from log.tickets t where t.organization_id = $1 and t.batch_id = e.batch_id)
            ),
            """;

    private static final String KNOWN_KEYS = """
            known_labels as materialized (
                select texts.label, totals.digest(texts.label) as digest, l.label_key
                from (select name from raw
                      union select name from touched
                      union select llm_vendor from raw where llm_vendor is not null
                      union select llm_model from raw where llm_model is not null) as texts (label)
                left join totals.labels l on l.organization_id = $1 and l.digest = totals.digest(texts.label)
            ),
            known_customers as materialized (
                select c.*, k.customer_key, k.registered_customer_id
                from (select distinct on (customer_digest)
                             customer_digest, external_customer_id,
                             case when external_customer_id is null then customer_id end as customer_id
                      from (select customer_digest, external_customer_id, customer_id from raw
                            union all
                            select customer_digest, external_customer_id, customer_id from touched) named
                      where customer_digest is not null order by customer_digest) c
                left join totals.customer_keys k on k.organization_id = $1 and k.digest = c.customer_digest
            ),
            """;

    /** Gives keys to what has none yet. Dense and free of races under the lock of the organization's row. */
    private static final String ALLOCATED_KEYS =
            KNOWN_KEYS + """
            new_labels as (
                insert into totals.labels (organization_id, label_key, digest, label)
                select $1,
                       (select coalesce(max(label_key), 0) from totals.labels where organization_id = $1)
                           + row_number() over (order by digest),
                       digest, label
                from known_labels where label_key is null
                returning label, label_key
            ),
            labels as materialized (
                select label, label_key from known_labels where label_key is not null
                union all
                select label, label_key from new_labels
            ),
            new_customers as (
                insert into totals.customer_keys
                    (organization_id, customer_key, digest, external_customer_id, customer_id, registered_customer_id)
                select $1,
                       (select coalesce(max(customer_key), -1) from totals.customer_keys where organization_id = $1)
                           + row_number() over (order by k.customer_digest),
                       k.customer_digest, k.external_customer_id, k.customer_id, owner.id
                from known_customers k
                left join lateral (%s) owner on true
                where k.customer_key is null
                returning digest as customer_digest, customer_key, registered_customer_id
            ),
            customers as materialized (
                select customer_digest, customer_key, registered_customer_id is not null as is_registered
                from known_customers where customer_key is not null
                union all
                select customer_digest, customer_key, registered_customer_id is not null from new_customers
            ),
            """.formatted(AttributionSql.owner("k.customer_id", "k.customer_digest"));

    /** Gives -1, which no totals row has, to what has no key. */
    private static final String EXPECTED_KEYS = KNOWN_KEYS + """
            labels as materialized (
                select label, coalesce(label_key, -1) as label_key from known_labels
            ),
            customers as materialized (
                select customer_digest, coalesce(customer_key, -1) as customer_key,
                       registered_customer_id is not null as is_registered
                from known_customers
            ),
            """;

    private static final String ROWS = """
            grains (grain, length) as (
                values (smallint '15', interval '15 minutes'),
                       (smallint '60', interval '1 hour'),
                       (smallint '1440', interval '1 day')
            ),
            organization_rows as (
                select g.grain, date_bin(g.length, q.bucket, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       sum(q.cost_cents) as cost_cents, sum(q.events)::bigint as events
                from (select bucket, sum(cost_cents) as cost_cents, count(*) as events from raw group by 1) q
                cross join grains g
                group by 1, 2
            ),
            event_name_quarters as materialized (
                select q.bucket, l.label_key as name_key, q.cost_cents, q.events
                from (select bucket, name, sum(cost_cents) as cost_cents, count(*) as events
                      from raw group by 1, 2) q
                join labels l on l.label = q.name
            ),
            event_name_rows as (
                select g.grain, date_bin(g.length, q.bucket, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       q.name_key, sum(q.cost_cents) as cost_cents, sum(q.events)::bigint as events
                from event_name_quarters q cross join grains g
                group by 1, 2, 3
            ),
            llm_quarters as materialized (
                select q.bucket, coalesce(v.label_key, 0) as vendor_key, coalesce(m.label_key, 0) as model_key,
                       q.cost_cents, q.events
                from (select bucket, llm_vendor, llm_model, sum(cost_cents) as cost_cents, count(*) as events
                      from raw where llm_vendor is not null or llm_model is not null group by 1, 2, 3) q
                left join labels v on v.label = q.llm_vendor
                left join labels m on m.label = q.llm_model
            ),
            llm_rows as (
                select g.grain, date_bin(g.length, q.bucket, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       q.vendor_key, q.model_key, sum(q.cost_cents) as cost_cents, sum(q.events)::bigint as events
                from llm_quarters q cross join grains g
                group by 1, 2, 3, 4
            ),
            customer_quarters as materialized (
                select q.bucket, c.customer_key, c.is_registered, q.cost_cents, q.events
                from (select bucket, customer_digest, sum(cost_cents) as cost_cents, count(*) as events
                      from raw where customer_digest is not null group by 1, 2) q
                join customers c on c.customer_digest = q.customer_digest
            ),
            attributed_rows as (
                select g.grain, date_bin(g.length, q.bucket, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       sum(q.cost_cents) as cost_cents, sum(q.events)::bigint as events
                from (select bucket, sum(cost_cents) as cost_cents, sum(events) as events
                      from customer_quarters where is_registered group by 1) q
                cross join grains g
                group by 1, 2
            ),
            customer_days as materialized (
                select date_trunc('day', bucket, 'UTC') as bucket, customer_key,
                       sum(cost_cents) as cost_cents, sum(events)::bigint as events
                from customer_quarters
                group by 1, 2
            ),
            active_quarters as materialized (
                select bucket, customer_key / 2048 as chunk,
                       bit_or(set_bit(repeat('0', 2048)::bit(2048), customer_key % 2048, 1)) as customers
                from customer_quarters where customer_key >= 0 group by 1, 2
            ),
            active_rows as (
                select g.grain, date_bin(g.length, q.bucket, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       q.chunk, bit_or(q.customers) as customers
                from active_quarters q cross join grains g
                group by 1, 2, 3
            )""";

    /** Sorted by key, so that two transactions never wait for each other in a circle. */
    private static final String ADD_ROWS = """
            ,
            add_to_organization as (
                insert into totals.organization_costs as t (organization_id, grain, bucket, cost_cents, events)
                select $1, grain, bucket, cost_cents, events from organization_rows order by 2, 3
                on conflict (organization_id, grain, bucket) do update
                set cost_cents = t.cost_cents + excluded.cost_cents, events = t.events + excluded.events
            ),
            add_to_attributed as (
                insert into totals.attributed_costs as t (organization_id, grain, bucket, cost_cents, events)
                select $1, grain, bucket, cost_cents, events from attributed_rows order by 2, 3
                on conflict (organization_id, grain, bucket) do update
                set cost_cents = t.cost_cents + excluded.cost_cents, events = t.events + excluded.events
            ),
            add_to_event_names as (
                insert into totals.event_name_costs as t
                    (organization_id, grain, bucket, name_key, cost_cents, events)
                select $1, grain, bucket, name_key, cost_cents, events from event_name_rows order by 2, 3, 4
                on conflict (organization_id, grain, bucket, name_key) do update
                set cost_cents = t.cost_cents + excluded.cost_cents, events = t.events + excluded.events
            ),
            add_to_llm as (
                insert into totals.llm_costs as t
                    (organization_id, grain, bucket, vendor_key, model_key, cost_cents, events)
                select $1, grain, bucket, vendor_key, model_key, cost_cents, events from llm_rows order by 2, 3, 4, 5
                on conflict (organization_id, grain, bucket, vendor_key, model_key) do update
                set cost_cents = t.cost_cents + excluded.cost_cents, events = t.events + excluded.events
            ),
            add_to_customers as (
                insert into totals.customer_costs as t
                    (organization_id, grain, bucket, customer_key, cost_cents, events)
                select $1, grain, bucket, customer_key, cost_cents, events from customer_rows order by 2, 3, 4
                on conflict (organization_id, grain, bucket, customer_key) do update
                set cost_cents = t.cost_cents + excluded.cost_cents, events = t.events + excluded.events
            ),
            add_to_active_customers as (
                insert into totals.active_customers as t (organization_id, grain, bucket, chunk, customers)
                select $1, grain, bucket, chunk, customers from active_rows order by 2, 3, 4
                on conflict (organization_id, grain, bucket, chunk) do update
                set customers = t.customers | excluded.customers
                where t.customers | excluded.customers <> t.customers
            )""";

    private static final String COUNT = "\nselect count(*) as events from raw\n";

    private static final String CUSTOMER_DAYS = """
            ,
            customer_rows as (
                select smallint '1440' as grain, bucket, customer_key, cost_cents, events from customer_days
            ),
            shift_rows as (
                select smallint '1440' as grain, bucket, customer_key, cost_cents, events from shift_days
            )""";

    private static final String CUSTOMER_DAYS_AND_MONTHS = """
            ,
            customer_rows as (
                select smallint '1440' as grain, bucket, customer_key, cost_cents, events from customer_days
                union all
                select smallint '0', date_trunc('month', bucket, 'UTC'), customer_key,
                       sum(cost_cents), sum(events)::bigint
                from customer_days
                group by 2, 3
            ),
            shift_rows as (
                select smallint '1440' as grain, bucket, customer_key, cost_cents, events from shift_days
                union all
                select smallint '0', date_trunc('month', bucket, 'UTC'), customer_key,
                       sum(cost_cents), sum(events)::bigint
                from shift_days
                group by 2, 3
            )""";

    /** Adds the appends in $2 to every table and answers how many events they were; $3 to $7 as {@link TraceSql} says. */
    static final String ADD_BATCHES = RAW_OF_BATCHES
            + TraceSql.TOUCHED_BY_FOLD
            + ALLOCATED_KEYS
            + ROWS
            + TraceSql.ROWS
            + CUSTOMER_DAYS_AND_MONTHS
            + ADD_ROWS
            + TraceSql.ADD_ROWS
            + TraceSql.ADD_ORPHANS
            + COUNT;

    /** Adds the folded events from $2 until $3 to every table, customers' months left out, and answers how many. */
    static final String ADD_TIMES = RAW_OF_TIMES
            + TraceSql.TOUCHED_OF_TIMES
            + ALLOCATED_KEYS
            + ROWS
            + TraceSql.ROWS
            + CUSTOMER_DAYS
            + ADD_ROWS
            + TraceSql.ADD_ROWS
            + TraceSql.NAME_ORPHANS
            + COUNT;

    /** Defines the rows of each table for the folded events from $2 until $3, months left out. */
    static final String EXPECTED_OF_TIMES =
            RAW_OF_TIMES + TraceSql.TOUCHED_OF_TIMES + EXPECTED_KEYS + ROWS + TraceSql.ROWS + CUSTOMER_DAYS;

    private TotalsSql() {}
}

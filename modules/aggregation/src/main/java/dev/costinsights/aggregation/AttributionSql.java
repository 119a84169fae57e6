package dev.costinsights.aggregation;

/**
 * Whose events are whose, said once for folding, rebuilding and reconciling. The events of a key are those of the
 * customer with that id, deleted or not, or of the one with that external id that isn't deleted, as in docs/decisions/0007.
 */
final class AttributionSql {

    /** Candidates: keys that the customers in $2 have, had, or get by their external id. */
    private static final String KEYS_OF_CUSTOMERS = """
            with candidates as (
                select customer_key from totals.customer_keys
                where organization_id = $1 and customer_id = any ($2::uuid[])
                union
                select customer_key from totals.customer_keys
                where organization_id = $1 and registered_customer_id = any ($2::uuid[])
                union
                select k.customer_key
                from log.customers c
                join totals.customer_keys k on k.organization_id = $1 and k.digest = c.external_digest
                where c.organization_id = $1 and c.id = any ($2::uuid[])
                  and c.external_digest is not null and c.deleted_at is null
            ),
            """;

    private static final String ALL_KEYS = """
            with candidates as (
                select customer_key from totals.customer_keys where organization_id = $1
            ),
            """;

    /** Gives keys to their owners and moves their folded history, each key's events by an index. */
    private static final String ATTRIBUTE = """
            changed as materialized (
                select k.customer_key, k.digest, k.registered_customer_id as former_id, owner.id as owner_id
                from candidates
                join totals.customer_keys k on k.organization_id = $1 and k.customer_key = candidates.customer_key
                left join lateral (%s) owner on true
                where k.registered_customer_id is distinct from owner.id
            ),
            owned as (
                update totals.customer_keys k set registered_customer_id = c.owner_id
                from changed c where k.organization_id = $1 and k.customer_key = c.customer_key
            ),
            moved as (
                select date_bin('15 minutes', e.occurred_at, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       sum(c.sign * coalesce(e.cost_cents, 0)) as cost_cents, sum(c.sign) as events
                from (select digest, case when former_id is null then 1 else -1 end as sign
                      from changed where former_id is null or owner_id is null) c
                cross join lateral (
                    select e.occurred_at, e.cost_cents from log.events e
                    where e.organization_id = $1 and e.customer_digest = c.digest
                      and not exists (
                          select from log.tickets t where t.organization_id = $1 and t.batch_id = e.batch_id)
                    offset 0) e
                group by 1
            )
            insert into totals.attributed_costs as t (organization_id, grain, bucket, cost_cents, events)
            select $1, g.grain, date_bin(g.length, m.bucket, timestamptz '4713-01-01 00:00:00+00 BC'),
                   sum(m.cost_cents), sum(m.events)::bigint
            from moved m
            cross join (values (smallint '15', interval '15 minutes'),
                               (smallint '60', interval '1 hour'),
                               (smallint '1440', interval '1 day')) as g (grain, length)
            group by 2, 3 order by 2, 3
            on conflict (organization_id, grain, bucket) do update
            set cost_cents = t.cost_cents + excluded.cost_cents, events = t.events + excluded.events
            """.formatted(owner("k.customer_id", "k.digest"));

    /** Parameters: $1 organization, $2 customers. */
    static final String ATTRIBUTE_CUSTOMERS = KEYS_OF_CUSTOMERS + ATTRIBUTE;

    /** Parameters: $1 organization. */
    static final String ATTRIBUTE_ALL = ALL_KEYS + ATTRIBUTE;

    /**
     * Keys of {@code known_customers} whose owner isn't the one in the register, unless a ticket waits that will put it
     * right. Parameters: $1 organization.
     */
    static final String WRONG_OWNERS = """
            select k.customer_key
            from known_customers k
            left join lateral (%s) owner on true
            where k.customer_key is not null and k.registered_customer_id is distinct from owner.id
              and not exists (
                  select from log.fact_tickets t
                  where t.organization_id = $1 and t.kind = 'customer'
                    and t.object_id in (k.registered_customer_id, owner.id))
            """.formatted(owner("k.customer_id", "k.customer_digest"));

    private AttributionSql() {}

    /**
     * A query of the customer, if any, as the column {@code id}.
     *
     * @param customerId column with the id that events name; null when they name an external id
     * @param digest column with the digest of what they name
     */
    static String owner(String customerId, String digest) {
        return """
                select o.id from log.customers o where o.organization_id = $1 and o.id = %1$s
                union all
                select o.id from log.customers o
                where o.organization_id = $1 and o.external_digest = %2$s and o.deleted_at is null and %1$s is null
                """.formatted(customerId, digest);
    }
}

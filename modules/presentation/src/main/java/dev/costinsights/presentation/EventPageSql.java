package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;

/**
 * The statements of lists of events. A list that one index gives in its order is read from there, only as far as the page
 * reaches: of each customer or name asked for, else of all; the planner may find rare metadata by its index and sort.
 *
 * <p>Parameters: those of {@link EventPredicate}, $9 parent, $10 depth; of a page also $11 offset and $12 limit.
 */
final class EventPageSql {
    private static final String TREE = """
            and ($9::uuid is null or e.id = any (array(
                with recursive beneath as (
                    select c.event_id, 1 as distance from totals.trace_children c
                    where c.organization_id = $1::uuid and c.parent_id = $9::uuid and coalesce($10::integer, 1) > 0
                    union all
                    select c.event_id, b.distance + 1
                    from beneath b
                    join totals.trace_children c on c.organization_id = $1::uuid and c.parent_id = b.event_id
                    where b.distance < coalesce($10::integer, 1)
                )
                select event_id from beneath)))
            and ($9::uuid is not null or $10::integer is null or not exists (
                select from totals.trace_children c
                where c.organization_id = $1::uuid and c.event_id = e.id and c.depth > $10::integer))
            """;

    private static final String NEWEST_FIRST = "order by occurred_at desc, id desc";
    private static final String OLDEST_FIRST = "order by occurred_at, id";

    static final Statement NEWEST = new Statement(all(NEWEST_FIRST));
    static final Statement OLDEST = new Statement(all(OLDEST_FIRST));
    static final Statement NEWEST_OF_CUSTOMERS = new Statement(ofEachCustomer(NEWEST_FIRST));
    static final Statement OLDEST_OF_CUSTOMERS = new Statement(ofEachCustomer(OLDEST_FIRST));
    static final Statement NEWEST_OF_NAMES = new Statement(ofEachName(NEWEST_FIRST));
    static final Statement OLDEST_OF_NAMES = new Statement(ofEachName(OLDEST_FIRST));

    static final Statement COUNT = new Statement("""
            select count(*) as events from log.events e
            where %s %s
            """.formatted(EventPredicate.SQL, TREE));

    private EventPageSql() {}

    private static String all(String order) {
        return """
                select e.id from log.events e
                where %s %s
                %s offset $11::bigint limit $12::bigint
                """.formatted(EventPredicate.SQL, TREE, order);
    }

    private static String ofEachCustomer(String order) {
        return merged("unnest($4::uuid[]) as one (digest)", EventPredicate.OF_ONE_CUSTOMER, order);
    }

    private static String ofEachName(String order) {
        return merged("unnest($5::text[]) as one (name)", EventPredicate.OF_ONE_NAME, order);
    }

    private static String merged(String keys, String predicate, String order) {
        return """
                select found.id
                from %s
                cross join lateral (
                    select e.id, e.occurred_at from log.events e
                    where %s %s
                    %s limit $11::bigint + $12::bigint) found
                %s offset $11::bigint limit $12::bigint
                """.formatted(keys, predicate, TREE, order, order);
    }

    static Statement page(EventPredicate predicate, boolean newestFirst) {
        if (predicate.digests() != null) {
            return newestFirst ? NEWEST_OF_CUSTOMERS : OLDEST_OF_CUSTOMERS;
        } else if (predicate.names() != null) {
            return newestFirst ? NEWEST_OF_NAMES : OLDEST_OF_NAMES;
        }
        return newestFirst ? NEWEST : OLDEST;
    }
}

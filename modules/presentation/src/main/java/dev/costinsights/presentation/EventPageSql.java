package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of lists of events. A list that one index gives in its order is read from there, only as far as the page
 * reaches: of each customer or name asked for, else of all; the planner may find rare metadata by its index and sort.
 *
 * <p>Parameters: those of {@link EventPredicate}, $9 parent, $10 depth; of a page also $11 offset and $12 limit.
 */
final class EventPageSql {
    /** A customer has two keys at most, and few customers or names are asked for at once. */
    private static final int FEW = 4;

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
    static final Statement NEWEST_OF_FEW_CUSTOMERS =
            new Statement(ofFew("($4::uuid[])", EventPredicate::ofCustomer, NEWEST_FIRST));
    static final Statement OLDEST_OF_FEW_CUSTOMERS =
            new Statement(ofFew("($4::uuid[])", EventPredicate::ofCustomer, OLDEST_FIRST));
    static final Statement NEWEST_OF_CUSTOMERS =
            new Statement(ofEach("$4::uuid[]", EventPredicate::ofCustomer, NEWEST_FIRST));
    static final Statement OLDEST_OF_CUSTOMERS =
            new Statement(ofEach("$4::uuid[]", EventPredicate::ofCustomer, OLDEST_FIRST));
    static final Statement NEWEST_OF_FEW_NAMES =
            new Statement(ofFew("($5::text[])", EventPredicate::ofName, NEWEST_FIRST));
    static final Statement OLDEST_OF_FEW_NAMES =
            new Statement(ofFew("($5::text[])", EventPredicate::ofName, OLDEST_FIRST));
    static final Statement NEWEST_OF_NAMES = new Statement(ofEach("$5::text[]", EventPredicate::ofName, NEWEST_FIRST));
    static final Statement OLDEST_OF_NAMES = new Statement(ofEach("$5::text[]", EventPredicate::ofName, OLDEST_FIRST));

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

    /** Of each key the planner knows how common it is. Behind the last key come nulls, which cost nothing. */
    private static String ofFew(String keys, UnaryOperator<String> predicate, String order) {
        String branches = IntStream.rangeClosed(1, FEW)
                .mapToObj(key -> """
                        (select e.id, e.occurred_at from log.events e
                         where %s %s
                         %s limit $11::bigint + $12::bigint)
                        """.formatted(predicate.apply(keys + "[" + key + "]"), TREE, order))
                .collect(Collectors.joining(" union all "));
        return "select id from (" + branches + ") found " + order + " offset $11::bigint limit $12::bigint";
    }

    private static String ofEach(String keys, UnaryOperator<String> predicate, String order) {
        return """
                select found.id
                from unnest(%s) as one (key)
                cross join lateral (
                    select e.id, e.occurred_at from log.events e
                    where %s %s
                    %s limit $11::bigint + $12::bigint) found
                %s offset $11::bigint limit $12::bigint
                """.formatted(keys, predicate.apply("one.key"), TREE, order, order);
    }

    static Statement page(EventPredicate predicate, boolean newestFirst) {
        if (predicate.digests() != null) {
            return predicate.digests().length <= FEW
                    ? newestFirst ? NEWEST_OF_FEW_CUSTOMERS : OLDEST_OF_FEW_CUSTOMERS
                    : newestFirst ? NEWEST_OF_CUSTOMERS : OLDEST_OF_CUSTOMERS;
        } else if (predicate.names() != null) {
            return predicate.names().length <= FEW
                    ? newestFirst ? NEWEST_OF_FEW_NAMES : OLDEST_OF_FEW_NAMES
                    : newestFirst ? NEWEST_OF_NAMES : OLDEST_OF_NAMES;
        }
        return newestFirst ? NEWEST : OLDEST;
    }
}

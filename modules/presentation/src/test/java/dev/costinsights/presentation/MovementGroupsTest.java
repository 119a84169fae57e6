package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.costinsights.presentation.MrrTransition.Paid;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovementGroupsTest {

    @Test
    void whoPaysTheSameForDifferentTimesIsOneGroupInThePeriodsTheyShare() {
        var price = new Paid(BigDecimal.ZERO, "eur 1000 month 1");
        var rates = new RatesOfTimes(Map.of(
                "eur", List.of(BigDecimal.ONE, new BigDecimal("1.1"), new BigDecimal("1.2"), new BigDecimal("1.3"))));
        MovementGroups groups = MovementGroups.of(
                List.of(
                        new MrrTransition(1, 2, 3, price, price, true),
                        new MrrTransition(2, 3, 2, new Paid(new BigDecimal("0.0"), "eur 1000 month 1"), price, true)),
                rates);

        assertThat(groups.count()).isEqualTo(10);
        assertThat(groups.part(0, 100).groups())
                .extracting(MovementGroups.Group::period, MovementGroups.Group::customers)
                .containsExactly(tuple(1, 3L), tuple(2, 5L), tuple(3, 2L));
    }
}

package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"1, 0.5, 1", "-1, 0.5, -1", "1, 0.499999999999, 0", "3, 0.5, 2", "999, 1.085, 1084", "5, 1e2, 500"})
    void roundsOnceHalfAwayFromZero(BigDecimal amount, BigDecimal rate, BigDecimal cents) {
        assertThat(Money.cents(amount, rate)).isEqualTo(cents);
    }
}

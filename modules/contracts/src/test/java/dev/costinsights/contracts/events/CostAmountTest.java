package dev.costinsights.contracts.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostAmountTest {
    @ParameterizedTest
    @CsvSource({
        "0.025, 0.025",
        "18.0, 18",
        "1e2, 100",
        "0E-7, 0",
        "-3.10, -3.1",
        "0.30000000000000004, 0.3",
        "0.0000000000005, 0",
        "0.0000000000015, 0.000000000002",
        "0.00000000000051, 0.000000000001",
        "99999999999999999.999999999999, 99999999999999999.999999999999",
        "1e-400000000, 0",
    })
    void holdsTwelveDecimalsExactlyAndRoundsMoreHalfEven(String sent, String held) {
        assertThat(CostAmount.ofCents(sent)).hasToString(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000000000000000", "99999999999999999.9999999999995", "1e400", "-1e400000000"})
    void refusesMoreThanSeventeenIntegerDigits(String sent) {
        assertThat(CostAmount.fits(new BigDecimal(sent))).isFalse();
        assertThatThrownBy(() -> CostAmount.ofCents(sent)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalAmountsAreEqualHoweverTheyWereWritten() {
        assertThat(CostAmount.ofCents("1.50")).isEqualTo(CostAmount.ofCents("1.5"));
    }
}

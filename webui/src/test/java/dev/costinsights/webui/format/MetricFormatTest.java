package dev.costinsights.webui.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.MetricType;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricFormatTest {
    @ParameterizedTest
    @CsvSource({
        "CURRENCY, 348374, '$3,483.74', 3483.74",
        "CURRENCY, -500, '−$5.00', -5",
        "CURRENCY_SUB_CENT, 0.4321, '$0.0043', 0.004321",
        "SCALAR, 1234.5, '1,234.5', 1234.5",
        "SCALAR, 12.00, '12', 12",
        "SCALAR, 3.14159, '3.14', 3.14159",
        "PERCENTAGE, 0.6321, '63.2\u2009%', 0.6321",
        "PERCENTAGE, -1.5, '−150.0\u2009%', -1.5"
    })
    void values_read_by_their_type(MetricType type, BigDecimal value, String text, String machine) {
        Reading reading = MetricFormat.figure(type, value);
        assertThat(reading).isNotNull();
        assertThat(reading.text()).isEqualTo(text);
        assertThat(reading.value()).isEqualTo(machine);
    }

    @Test
    void what_is_not_known_has_no_reading() {
        assertThat(MetricFormat.figure(MetricType.CURRENCY, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "CURRENCY, 20000, $200",
        "SCALAR, 0.5, 0.5",
        "SCALAR, 2E+3, '2,000'",
        "PERCENTAGE, 0.5, '50\u2009%'",
        "PERCENTAGE, 0.005, '0.5\u2009%'",
        "SCALAR, 0, 0"
    })
    void an_axis_has_whole_steps(MetricType type, BigDecimal value, String text) {
        assertThat(MetricFormat.axis(type, value)).isEqualTo(text);
    }
}

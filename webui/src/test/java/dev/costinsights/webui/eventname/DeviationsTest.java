package dev.costinsights.webui.eventname;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.webui.eventname.EventNamePage.Deviation;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviationsTest {
    @ParameterizedTest
    @CsvSource({
        "5, 10, 20, good, 50.0 %, −50.0 %",
        "10, 10, 20, good, average, 0.0 %",
        "16.99, 10, 20, near, 69.9 %, +69.9 %",
        "17, 10, 20, far, 70.0 %, +70.0 %",
        "79, 10, 20, far, 7.9 ×, +690.0 %",
        // Without room between the average and p90 nothing is far.
        "79, 10, 10, near, 7.9 ×, +690.0 %",
        "79, 10, 9, near, 7.9 ×, +690.0 %",
        // Of an average of nothing no ratio can be told.
        "1, 0, 2, near, above, 0.0 %",
        "-1, 0, 2, good, below, 0.0 %",
        "0, 0, 0, good, average, 0.0 %",
        "-5, -10, -2, near, 50.0 %, +50.0 %",
    })
    void says_how_far_and_whether_that_is_much(
            String cost, String average, String p90, String css, String text, String percent) {
        Deviation deviation = Deviations.of(new BigDecimal(cost), new BigDecimal(average), new BigDecimal(p90));
        assertThat(deviation.css()).isEqualTo(css);
        assertThat(deviation.text().replace('\u2009', ' ')).isEqualTo(text);
        assertThat(deviation.title().replace('\u2009', ' '))
                .isEqualTo(percent + " compared to the average cost of this name");
    }

    @Test
    void direction_is_said_and_drawn() {
        Deviation above = Deviations.of(new BigDecimal("2"), BigDecimal.ONE, BigDecimal.TEN);
        assertThat(above.up()).isTrue();
        assertThat(above.words()).isEqualTo("above average: ");
        Deviation below = Deviations.of(new BigDecimal("0.5"), BigDecimal.ONE, BigDecimal.TEN);
        assertThat(below.down()).isTrue();
        assertThat(below.words()).isEqualTo("below average: ");
    }
}

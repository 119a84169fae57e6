package dev.costinsights.webui.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.webui.format.Delta.Arrow;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.format.Delta.Tone;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaTest {

    @ParameterizedTest
    @CsvSource({
        "100, 117.14, UP, BAD, 17.1 %",
        "100, 90, DOWN, GOOD, 10.0 %",
        "100, 299.9, UP, BAD, 199.9 %",
        "100, 300, UP, BAD, 3.0 ×",
        "8, 100, UP, BAD, 12.5 ×",
        "100, 0, DOWN, GOOD, 100.0 %",
        "1000000, 1000001, UP, BAD, < 0.1 %",
        "0, 5, NONE, NEUTRAL, new",
        "5, 5.000, NONE, NEUTRAL, no change",
        "0, 0, NONE, NEUTRAL, no change",
        "-10, 20, UP, BAD, 300.0 %"
    })
    void costs_that_fall_are_good(String before, String now, Arrow arrow, Tone tone, String text) {
        Delta delta = Delta.between(new BigDecimal(before), new BigDecimal(now), Good.DOWN);
        assertThat(delta.arrow()).isEqualTo(arrow);
        assertThat(delta.tone()).isEqualTo(tone);
        assertThat(delta.text().replace('\u2009', ' ')).isEqualTo(text);
    }

    @Test
    void counts_are_neither_good_nor_bad() {
        assertThat(Delta.between(BigDecimal.ONE, BigDecimal.TEN, Good.NEITHER).tone())
                .isEqualTo(Tone.NEUTRAL);
        assertThat(Delta.between(BigDecimal.ONE, BigDecimal.TEN, Good.UP).tone())
                .isEqualTo(Tone.GOOD);
    }

    @Test
    void a_share_is_unknown_of_nothing_and_never_rounds_to_none() {
        assertThat(Numbers.share(BigDecimal.ONE, BigDecimal.ZERO)).isEqualTo("–");
        assertThat(Numbers.share(BigDecimal.ONE, new BigDecimal(3))).isEqualTo("33.3\u2009%");
        assertThat(Numbers.share(BigDecimal.ONE, new BigDecimal(5000))).isEqualTo("< 0.1\u2009%");
        assertThat(Numbers.share(new BigDecimal(-1), new BigDecimal(4))).isEqualTo("−25.0\u2009%");
    }
}

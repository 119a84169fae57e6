package dev.costinsights.webui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkylineTest {
    private static Skyline.Step step(long customers, long cents) {
        return new Skyline.Step(customers, BigDecimal.valueOf(cents));
    }

    @Test
    void a_step_is_as_wide_as_its_customers_and_as_high_as_their_mean() {
        Skyline skyline = Skyline.of(List.of(List.of(step(1, 100)), List.of(step(2, 100)), List.of(step(1, -100))));

        assertThat(skyline.zeroY()).isEqualTo(107);
        assertThat(skyline.areas())
                .containsExactly("M0 107V8H250V107Z", "M250 107V57.5H750V107Z", "M750 107V206H1000V107Z");
        assertThat(skyline.edges().get(1)).isEqualTo("M250 107V57.5H750");
        assertThat(skyline.ends()).containsExactly("25%", "75%", "100%");
        assertThat(skyline.endYs()).containsExactly(8.0, 57.5, 206.0);
    }

    @Test
    void without_a_loss_zero_is_the_ground() {
        Skyline skyline = Skyline.of(List.of(List.of(step(3, 900)), List.of(), List.of()));

        assertThat(skyline.zeroY()).isEqualTo(232);
        assertThat(skyline.areas()).containsExactly("M0 232V8H1000V232Z", "", "");
        assertThat(skyline.ends()).containsExactly("100%", "100%", "100%");
    }

    @Test
    void who_neither_earns_nor_loses_lies_on_the_ground() {
        assertThat(Skyline.of(List.of(List.of(), List.of(step(1, 0)), List.of()))
                        .areas())
                .containsExactly("", "M0 232V232H1000V232Z", "");
    }

    @Test
    void nobody_has_no_skyline() {
        assertThatThrownBy(() -> Skyline.of(List.of(List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void whatTheTokenCheckTookIsMissingAfterIt() {
        Patience left = Patience.FULL.after(Channels.AUTHENTICATE_TOKEN.timeout());

        assertThat(left.left().plus(Channels.AUTHENTICATE_TOKEN.timeout())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aLittleIsAlwaysLeftToAskOnce() {
        assertThat(Patience.FULL.after(Duration.ofMinutes(1)).left()).isPositive();
    }
}

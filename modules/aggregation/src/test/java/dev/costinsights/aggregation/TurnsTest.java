package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final UUID ACME = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID GLOBEX = UUID.fromString("20000000-0000-4000-8000-000000000000");

    private final Turns turns = new Turns();
    private final Bell events = new Bell();
    private final Bell facts = new Bell();

    private static final class Bell implements Turns.Taker {
        private int rings;

        @Override
        public void ring() {
            rings++;
        }
    }

    @Test
    void whoWasTurnedAwayIsRungAndComesFirst() {
        assertThat(turns.take(facts, ACME)).isTrue();
        assertThat(turns.take(events, ACME)).isFalse();
        assertThat(turns.take(events, GLOBEX)).isTrue();

        turns.giveBack(ACME);
        assertThat(events.rings).isOne();
        assertThat(turns.take(facts, ACME)).isFalse();
        assertThat(turns.take(events, ACME)).isTrue();

        turns.giveBack(ACME);
        assertThat(facts.rings).isOne();
        assertThat(turns.take(facts, ACME)).isTrue();
    }

    @Test
    void nobodyIsKeptFromWhatNobodyElseWants() {
        for (int i = 0; i < 3; i++) {
            assertThat(turns.take(facts, ACME)).isTrue();
            turns.giveBack(ACME);
        }
        assertThat(facts.rings).isZero();
    }

    @Test
    void whoHasNothingToDoAnyMoreKeepsNobodyWaiting() {
        turns.take(facts, ACME);
        turns.take(events, ACME);
        turns.giveBack(ACME);

        turns.keepWaiting(events, List.of(GLOBEX));

        assertThat(turns.take(facts, ACME)).isTrue();
    }
}

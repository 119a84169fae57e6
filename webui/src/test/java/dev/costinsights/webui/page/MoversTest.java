package dev.costinsights.webui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.page.Movers.Effect;
import dev.costinsights.webui.page.Movers.Mover;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoversTest {

    @Test
    void the_greatest_change_in_either_direction_comes_first_and_the_rest_adds_up() {
        Movers movers = movers(
                Good.DOWN,
                "250",
                effect("small", "20"),
                effect("same", "0"),
                effect("down", "-300"),
                effect("up", "500"));
        assertThat(movers.rows()).extracting(Mover::name).containsExactly("up", "down");
        assertThat(movers.rows()).extracting(Mover::amount).containsExactly("+$5.00", "−$3.00");
        assertThat(movers.rows()).extracting(Mover::bad).containsExactly(true, false);
        assertThat(movers.rest()).isNotNull();
        assertThat(movers.rest().amount()).isEqualTo("+$0.50");
        assertThat(movers.total()).isEqualTo("+$2.50");
    }

    @Test
    void what_is_welcome_decides_what_is_bad() {
        assertThat(movers(Good.UP, "500", effect("up", "500")).rows().get(0).bad())
                .isFalse();
        assertThat(movers(Good.UP, "-500", effect("down", "-500")).rows().get(0).bad())
                .isTrue();
    }

    @Test
    void bars_share_one_zero_line() {
        List<Mover> rows = movers(Good.DOWN, "200", effect("up", "300"), effect("down", "-100"))
                .rows();
        assertThat(rows).extracting(row -> row.bar().zero()).containsOnly("25.0%");
        assertThat(rows.get(0).bar().x()).isEqualTo("25.0%");
        assertThat(rows.get(0).bar().width()).isEqualTo("75.0%");
        assertThat(rows.get(1).bar().x()).isEqualTo("0.0%");
        assertThat(rows.get(1).bar().width()).isEqualTo("25.0%");
    }

    @Test
    void nothing_changed_is_nothing_to_list() {
        Movers movers = movers(Good.DOWN, "0", effect("same", "0"));
        assertThat(movers.rows()).isEmpty();
        assertThat(movers.rest()).isNull();
    }

    private static Movers movers(Good good, String total, Effect... effects) {
        return Movers.of(List.of(effects), new BigDecimal(total), 2, good, "Change");
    }

    private static Effect effect(String name, String cents) {
        return new Effect(name, null, "", new BigDecimal(cents), null);
    }
}

package dev.costinsights.webui.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyFormatTest {

    @Test
    void a_figure_lightens_its_cents_and_keeps_every_digit_for_machines() {
        Money money = figure("862861.49");
        assertThat(money.whole()).isEqualTo("$8,628");
        assertThat(money.decimals()).isEqualTo(".61");
        assertThat(money.value()).isEqualTo("8628.6149");
        assertThat(money.exact()).isEqualTo("$8,628.6149");
    }

    @Test
    void nothing_is_said_twice_when_the_text_is_exact() {
        assertThat(figure("250").exact()).isEmpty();
        assertThat(figure("0").text()).isEqualTo("$0.00");
        assertThat(figure("0.000").value()).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.25|$0.0025",
                "2.36|$0.024",
                "99.4|$0.99",
                "100|$1.00",
                "0.0123|$0.00012",
                "0.0001|$0.000001",
                "0.00009|< $0.000001",
                "-0.00009|> −$0.000001",
                "-50080|−$500.80",
                "100000000|$1,000,000.00",
                "1234567890|$12.35 M",
                "-1234567890|−$12.35 M"
            })
    void a_figure_shows_two_significant_digits_at_least(String cents, String text) {
        assertThat(figure(cents).text()).isEqualTo(text);
    }

    @Test
    void a_column_has_the_decimals_of_its_smallest_amount_so_that_points_align() {
        assertThat(column("0.5", "13.93", "0.0548", "0"))
                .containsExactly("$0.00500", "$0.13930", "$0.00055", "$0.00000");
        assertThat(column("348804.4", "7843")).containsExactly("$3,488.04", "$78.43");
    }

    @Test
    void zeros_from_the_fifth_decimal_on_only_align() {
        MoneyFormat format = MoneyFormat.column(List.of(new BigDecimal("0.00548"), new BigDecimal("0.5")));
        Money money = format.of(new BigDecimal("0.5"));
        assertThat(money.decimals()).isEqualTo(".0050");
        assertThat(money.padding()).isEqualTo("00");
    }

    @Test
    void rounding_is_half_away_from_zero() {
        assertThat(figure("10000.5").text()).isEqualTo("$100.01");
        assertThat(figure("-10000.5").text()).isEqualTo("−$100.01");
    }

    @Test
    void a_change_has_its_sign() {
        BigDecimal up = new BigDecimal("126087");
        assertThat(MoneyFormat.figure(up).signed(up)).isEqualTo("+$1,260.87");
        assertThat(MoneyFormat.figure(up).signed(up.negate())).isEqualTo("−$1,260.87");
    }

    @Test
    void an_axis_has_whole_dollars_unless_its_step_is_finer() {
        assertThat(MoneyFormat.axis(new BigDecimal("20000"))).isEqualTo("$200");
        assertThat(MoneyFormat.axis(new BigDecimal("0.1"))).isEqualTo("$0.001");
        assertThat(MoneyFormat.axis(BigDecimal.ZERO)).isEqualTo("$0");
    }

    private static Money figure(String cents) {
        BigDecimal amount = new BigDecimal(cents);
        return MoneyFormat.figure(amount).of(amount);
    }

    private static List<String> column(String... cents) {
        List<BigDecimal> amounts = Arrays.stream(cents).map(BigDecimal::new).toList();
        MoneyFormat format = MoneyFormat.column(amounts);
        return amounts.stream().map(format::of).map(Money::text).toList();
    }
}

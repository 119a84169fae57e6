package dev.costinsights.webui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.webui.overview.EquationView.Money;
import dev.costinsights.webui.overview.OverviewPage.Sentence;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquationViewTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1000 | 370 | 900 | 300  | You keep 63 ¢ of every dollar, 67 ¢ in the week before. Costs grew 2.1 times as fast as revenue.
                    1000 | 1250| 1000| 900  | You lose 25 ¢ on every dollar, 10 ¢ in the week before. Costs grew while revenue did not.
                    1000 | 300 | 900 | 300  | You keep 70 ¢ of every dollar, 67 ¢ in the week before. Revenue grew and costs did not.
                    1000 | 300 | 900 | 1800 | You keep 70 ¢ of every dollar, 100 ¢ lost in the week before. Revenue grew and costs did not.
                    1000 | 300 | 0   | 100  | You keep 70 ¢ of every dollar. There was no revenue in the week before.
                    0    | 300 | 900 | 100  | There was no revenue in this range to set against its costs.
                    0    | 0   | 900 | 100  | There was neither revenue nor a cost in this range.
                    """)
    void one_sentence_says_what_the_numbers_mean(
            BigDecimal revenue, BigDecimal costs, BigDecimal revenueBefore, BigDecimal costsBefore, String words) {
        Sentence say = EquationView.of(
                        new Money(revenue, costs), new Money(revenueBefore, costsBefore), "the week before")
                .say();
        assertThat((say.start() + say.point() + say.rest()).replace('\u2009', ' '))
                .isEqualTo(words);
    }
}

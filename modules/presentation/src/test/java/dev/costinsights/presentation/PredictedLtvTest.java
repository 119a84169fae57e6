package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.presentation.PredictedLtv.Churn;
import dev.costinsights.presentation.PredictedLtv.Confidence;
import dev.costinsights.presentation.PredictedLtv.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictedLtvTest {

    @Test
    void aWindowIsOfWholeDaysAndMonthsThatAreOver() {
        assertThat(Window.before(Instant.parse("2026-03-31T22:00:00Z")))
                .isEqualTo(new Window(
                        Instant.parse("2025-12-31T00:00:00Z"),
                        Instant.parse("2026-03-31T00:00:00Z"),
                        Instant.parse("2025-12-01T00:00:00Z"),
                        Instant.parse("2026-03-01T00:00:00Z")));
        assertThat(Window.before(Instant.parse("2026-04-01T00:00:00Z")))
                .isEqualTo(new Window(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z")));
    }

    @Test
    void churnHasAPrior() {
        // 29 months of exposure and 2.5 customers in 30 months.
        assertThat(new Churn(870, 2, 10).monthly())
                .isEqualByComparingTo(new BigDecimal("2.5").divide(BigDecimal.valueOf(30), MathContext.DECIMAL128));
        assertThat(new Churn(0, 0, 0).monthly()).isEqualByComparingTo("0.5");
    }

    @Test
    void noMoreLeaveThanThereAre() {
        Churn afterADayEach = new Churn(5, 5, 5);

        assertThat(afterADayEach.monthly()).isEqualByComparingTo("1");
        assertThat(PredictedLtv.overall(afterADayEach, new BigDecimal("300"))).isEqualByComparingTo("20");
    }

    @Test
    void theMeanCustomerBringsItsMonthUntilItLeaves() {
        // c = 15/60 = 1/4, so that everything is exact: 100·(1 − (3/4)^60)·4, in integers.
        Churn churn = new Churn(30, 0, 2);
        BigInteger four = BigInteger.valueOf(4).pow(60);
        BigDecimal expected = new BigDecimal(four.subtract(BigInteger.valueOf(3).pow(60)))
                .multiply(BigDecimal.valueOf(400))
                .divide(new BigDecimal(four), 12, RoundingMode.HALF_UP);

        assertThat(PredictedLtv.overall(churn, new BigDecimal("600"))).isEqualTo(expected);
        assertThat(PredictedLtv.ofCustomer(churn, 1, new BigDecimal("300"))).isEqualTo(expected);
        assertThat(PredictedLtv.ofCustomer(churn, 1, new BigDecimal("-300"))).isEqualTo(expected.negate());
    }

    @Test
    void fewLeavingDoesNotCostPrecision() {
        // Against exact rationals: c = 15/(3·10^9 + 30).
        Churn churn = new Churn(3_000_000_000L, 0, 100_000);
        BigInteger below = BigInteger.valueOf(3_000_000_030L);
        BigInteger all = below.pow(60);
        BigDecimal expected = new BigDecimal(
                        all.subtract(below.subtract(BigInteger.valueOf(15)).pow(60))
                                .multiply(below))
                .multiply(new BigDecimal("123456789"))
                .divide(new BigDecimal(all.multiply(BigInteger.valueOf(15L * 3 * 100_000))), 12, RoundingMode.HALF_UP);

        assertThat(PredictedLtv.overall(churn, new BigDecimal("123456789"))).isEqualTo(expected);
    }

    @Test
    void nothingIsForetoldWithoutExposure() {
        assertThat(PredictedLtv.overall(new Churn(0, 3, 10), BigDecimal.TEN)).isNull();
        assertThat(PredictedLtv.overall(new Churn(30, 0, 0), BigDecimal.TEN)).isNull();
        assertThat(PredictedLtv.ofCustomer(new Churn(30, 0, 1), 0, BigDecimal.TEN))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"49, 5, LOW", "50, 4, LOW", "50, 5, MEDIUM", "500, 49, MEDIUM", "499, 50, MEDIUM", "500, 50, HIGH"})
    void confidenceGrowsWithCustomersAndWithThoseWhoLeft(long customers, long churned, Confidence confidence) {
        assertThat(new Churn(1, churned, customers).confidence()).isEqualTo(confidence);
    }
}

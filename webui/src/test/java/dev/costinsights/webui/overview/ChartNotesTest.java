package dev.costinsights.webui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.chart.ProfitChart;
import dev.costinsights.webui.overview.OverviewPage.Note;
import dev.costinsights.webui.range.PeriodWords;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartNotesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final int DAYS = 30;

    private final List<BigDecimal> revenue = all(100_000);
    private final List<BigDecimal> costs = all(30_000);
    private final List<BigDecimal> refunds = all(0);

    @Test
    void calm_days_have_no_badge() {
        assertThat(notes()).isEmpty();
    }

    @Test
    void days_of_refunds_and_of_costs_far_above_the_middle_are_numbered_by_time() {
        costs.set(20, BigDecimal.valueOf(66_000));
        refunds.set(6, BigDecimal.valueOf(29_700));
        assertThat(notes())
                .extracting(Note::number, Note::words)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "Refunds, 7 Nov"),
                        org.assertj.core.groups.Tuple.tuple(2, "Costs 2.2\u2009× usual, 21 Nov"));
        assertThat(notes().get(0).title()).isEqualTo("Refunds of $297.00, Sat 7 Nov");
        assertThat(notes().get(1).title())
                .isEqualTo("Costs of $660.00, Sat 21 Nov; the middle of this range is $300.00");
        assertThat(notes().get(1).href()).isEqualTo("2026-11-21");
    }

    @Test
    void the_three_largest_are_shown_and_small_ones_never() {
        for (int i = 0; i < 5; i++) {
            refunds.set(5 * i, BigDecimal.valueOf(20_000 + 1_000L * i));
        }
        refunds.set(27, BigDecimal.valueOf(900));
        assertThat(notes())
                .extracting(Note::words)
                .containsExactly("Refunds, 11 Nov", "Refunds, 16 Nov", "Refunds, 21 Nov");
    }

    @Test
    void badges_never_cover_each_other_and_stay_inside() {
        costs.set(3, BigDecimal.valueOf(200_000));
        refunds.set(3, BigDecimal.valueOf(30_000));
        assertThat(notes()).singleElement().satisfies(note -> {
            assertThat(note.words()).startsWith("Costs");
            assertThat(Double.parseDouble(note.badgeY())).isGreaterThanOrEqualTo(10);
        });
    }

    @Test
    void few_periods_have_no_usual() {
        assertThat(ChartNotes.of(
                        chart(4),
                        periods(),
                        words(),
                        revenue.subList(0, 4),
                        costs.subList(0, 4),
                        costs.subList(0, 4),
                        Period::toString))
                .isEmpty();
    }

    private List<Note> notes() {
        return ChartNotes.of(
                chart(DAYS),
                periods(),
                words(),
                revenue,
                costs,
                refunds,
                period -> period.from().toString().substring(0, 10));
    }

    private ProfitChart chart(int days) {
        return ProfitChart.of(revenue.subList(0, days), costs.subList(0, days), DAYS, false);
    }

    private static List<Period> periods() {
        return Interval.DAY.periodsOf(new TimeRange(FIRST, FIRST.plusDays(DAYS - 1), ZoneOffset.UTC));
    }

    private static PeriodWords words() {
        return new PeriodWords(Interval.DAY, ZoneOffset.UTC, FIRST.plusDays(DAYS));
    }

    private static List<BigDecimal> all(long cents) {
        return new ArrayList<>(Collections.nCopies(DAYS, BigDecimal.valueOf(cents)));
    }
}

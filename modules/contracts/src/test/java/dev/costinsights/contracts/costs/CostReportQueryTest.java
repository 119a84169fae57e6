package dev.costinsights.contracts.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.CostReportQuery.Sort;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostReportQueryTest {
    private static final TimeRange DAY = new TimeRange(LocalDate.EPOCH, LocalDate.EPOCH, ZoneOffset.UTC);

    @Test
    void oneCustomersCostsAreNotAskedForByCustomer() {
        assertThat(query(Dimension.CUSTOMER, null).customer()).isNull();
        assertThat(query(Dimension.MODEL, "acme").customer()).isEqualTo("acme");
        assertThatThrownBy(() -> query(Dimension.CUSTOMER, "acme")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextThatIsAnIdNamesACustomerEitherWay() {
        UUID id = UUID.fromString("0e8f8a52-3c1b-4f0e-9d7f-0a2b3c4d5e6f");
        assertThat(EventFilter.ofCustomer(id.toString()).customerIds()).containsExactly(id);
        assertThat(EventFilter.ofCustomer(id.toString()).externalCustomerIds()).containsExactly(id.toString());
        assertThat(EventFilter.ofCustomer("1-1-1-1-1").customerIds()).isEmpty();
        assertThat(EventFilter.ofCustomer("1-1-1-1-1").byCustomer()).isTrue();
    }

    private static CostReportQuery query(Dimension dimension, @Nullable String customer) {
        return new CostReportQuery(
                UUID.randomUUID(),
                DAY,
                DAY.previous(),
                DAY,
                Interval.DAY,
                List.of(new BreakdownRequest(dimension, Sort.COSTS, true, 0, 5, false)),
                customer);
    }
}

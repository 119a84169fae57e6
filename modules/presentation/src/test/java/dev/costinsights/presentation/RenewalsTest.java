package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:00:00Z, month, 1, 2026-03-20T00:00:00Z, 2026-04-15T10:00:00Z",
        "2026-01-15T10:00:00Z, month, 1, 2026-03-15T09:59:59Z, 2026-03-15T10:00:00Z",
        "2026-01-15T10:00:00Z, month, 1, 2026-03-15T10:00:00Z, 2026-04-15T10:00:00Z",
        "2026-01-15T10:00:00Z, month, 3, 2026-02-01T00:00:00Z, 2026-04-15T10:00:00Z",
        "2026-01-15T10:00:00Z, month, 3, 2026-08-01T00:00:00Z, 2026-10-15T10:00:00Z",
        "2026-01-31T10:00:00Z, month, 1, 2026-02-10T00:00:00Z, 2026-02-28T10:00:00Z",
        "2026-01-31T10:00:00Z, month, 1, 2026-02-28T10:00:00Z, 2026-03-31T10:00:00Z",
        "2026-01-31T10:00:00Z, month, 1, 2026-03-30T10:00:00Z, 2026-03-31T10:00:00Z",
        "2024-02-29T00:00:00Z, year, 1, 2026-01-01T00:00:00Z, 2026-02-28T00:00:00Z",
        "2024-02-29T00:00:00Z, year, 2, 2026-03-01T00:00:00Z, 2028-02-29T00:00:00Z",
        "2026-01-01T00:00:00Z, week, 2, 2026-01-20T00:00:00Z, 2026-01-29T00:00:00Z",
        "2026-01-01T00:00:00Z, day, 1, 2026-01-20T12:00:00Z, 2026-01-21T00:00:00Z",
        "2026-01-01T00:00:00Z, day, 999, 2026-01-20T12:00:00Z, 2028-09-26T00:00:00Z",
        "2027-01-01T00:00:00Z, month, 1, 2026-01-20T12:00:00Z, 2027-02-01T00:00:00Z",
    })
    void theNextRenewalIsTheFirstAfterNow(Instant start, String interval, int count, Instant now, Instant expected) {
        assertThat(Renewals.next(start, interval, count, now)).isEqualTo(expected);
    }
}

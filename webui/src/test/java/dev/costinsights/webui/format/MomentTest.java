package dev.costinsights.webui.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentTest {

    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

    @Test
    void today_is_told_with_its_time_in_the_readers_zone() {
        assertThat(Moment.of(Instant.parse("2026-11-23T18:30:05.123Z"), KATHMANDU, NOW))
                .isEqualTo(new Moment("00:15 today", "2026-11-23T18:30:05Z", "24 Nov 2026, 00:15:05 Asia/Kathmandu"));
    }

    @Test
    void any_other_day_is_told_by_its_date() {
        assertThat(Moment.of(Instant.parse("2026-11-23T18:00:00Z"), KATHMANDU, NOW)
                        .text())
                .isEqualTo("23 Nov");
        assertThat(Moment.of(Instant.parse("2027-01-31T00:00:00Z"), KATHMANDU, NOW)
                        .text())
                .isEqualTo("31 Jan 2027");
    }

    @Test
    void to_the_minute_the_day_is_told_and_the_year_of_another() {
        Instant night = Instant.parse("2026-11-11T03:12:45Z");
        ZoneId zone = ZoneId.of("Europe/Paris");
        assertThat(Moment.toTheMinute(night, zone, LocalDate.of(2026, 11, 23)).text())
                .isEqualTo("11 Nov 04:12");
        assertThat(Moment.toTheMinute(night, zone, LocalDate.of(2027, 1, 1)).text())
                .isEqualTo("11 Nov 2026 04:12");
    }
}

package dev.costinsights.samples;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What happens in the demo year besides routine, and when. Everything hangs on the calendar month of {@code today}, so
 * that runs on different days of one month agree about every event they share; a run in a later month gives its events
 * of earlier days ids that were sent before.
 *
 * @param today the last day of the year shown, in UTC
 */
record DemoStory(LocalDate today) {

    private static final int DAYS = 365;
    private static final double GROWTH_PER_YEAR = 0.9;
    private static final int MIGRATION_DAYS = 14;

    LocalDate month() {
        return today.withDayOfMonth(1);
    }

    LocalDate firstDay() {
        return today.minusDays(DAYS - 1L);
    }

    LocalDate beforeTheYear() {
        return month().minusYears(2);
    }

    /** The last day of the 365 on which the number of events is measured, the same for all days of a month. */
    LocalDate measuredUntil() {
        return month().plusDays(14);
    }

    LocalDate measuredFrom() {
        return measuredUntil().minusDays(DAYS - 1L);
    }

    /** How busy the business is, 1 at the start of the current month. It grows, and rests between the years. */
    double business(LocalDate date) {
        double growth = StrictMath.exp(GROWTH_PER_YEAR * ChronoUnit.DAYS.between(month(), date) / DAYS);
        boolean holidays = date.getMonthValue() == 12 && date.getDayOfMonth() >= 24 || date.getDayOfYear() == 1;
        return holidays ? growth * 0.55 : growth;
    }

    /** How much of the chat has moved to the new model: 0 before the migration that starts four months ago, then 1. */
    double migrated(LocalDate date) {
        double share = (double) ChronoUnit.DAYS.between(month().minusMonths(4), date) / MIGRATION_DAYS;
        return Math.max(0, Math.min(1, share));
    }

    /** Whether one customer's agents run away that day: on the last 11th and 12th of a month that are over. */
    boolean runaway(LocalDate date) {
        LocalDate over = today.getDayOfMonth() > 12 ? month() : month().minusMonths(1);
        return date.equals(over.withDayOfMonth(11)) || date.equals(over.withDayOfMonth(12));
    }
}

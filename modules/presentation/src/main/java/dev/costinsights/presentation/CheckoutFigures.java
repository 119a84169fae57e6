package dev.costinsights.presentation;

import java.util.List;

/**
 * Checkouts.
 *
 * @param opened by period
 * @param succeeded how many of them did
 */
record CheckoutFigures(List<Long> opened, List<Long> succeeded) {
    CheckoutFigures {
        opened = List.copyOf(opened);
        succeeded = List.copyOf(succeeded);
    }
}

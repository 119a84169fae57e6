package dev.costinsights.acceptance;

import java.util.List;

/** What {@link DashboardIT} checks of one page of the dashboard. */
interface PageCheck {
    /** The page's name, as its pictures begin. */
    String name();

    /**
     * Addresses of the page that are looked at, and used without JavaScript, on the demo year.
     *
     * @param demo what the addresses may be made of
     */
    List<Look> looks(Demo demo);

    /** The page's address in an organization without anything. */
    String emptyAddress();

    /** The status of that page: a thing that isn't there can only be answered with a refusal. */
    default int emptyStatus() {
        return 200;
    }

    /**
     * Compares figures on the page with the API's for the same range.
     *
     * @param browser signed in, 1280 pixels wide
     */
    void figures(Browser browser, Demo demo);

    /**
     * An address and the name of its picture.
     *
     * @param name distinguishes it from the page's other looks; may be empty
     */
    record Look(String name, String address) {
        static Look of(String address) {
            return new Look("", address);
        }
    }
}

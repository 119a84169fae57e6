package dev.costinsights.webui.webhooks;

import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.Pager;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints as the template reads them.
 *
 * @param notice what a form just did, or null
 * @param full whether no other endpoint can be added
 * @param mostEndpoints of an organization
 */
record WebhooksPage(@Nullable String notice, List<Row> rows, boolean full, int mostEndpoints, Form form) {

    /** An endpoint in the list. */
    record Row(String name, String provider, String href, String secret, String state, boolean off, Moment created) {}

    /**
     * The form of an endpoint.
     *
     * @param provider its name on the wire; empty while none is chosen
     * @param problems what is wrong, in words, by field
     * @param first the field to mend first; empty when nothing is wrong
     */
    record Form(
            String provider,
            String name,
            boolean keepPrevious,
            String customerKey,
            Map<String, String> problems,
            String first,
            int longestName,
            int longestSecret,
            int longestKey) {

        public @Nullable String problem(String field) {
            return problems.get(field);
        }

        public boolean isFirst(String field) {
            return first.equals(field);
        }
    }

    /**
     * One endpoint.
     *
     * @param notice what a form just did, or null
     * @param url the address that the provider calls
     * @param stripe whether it is one of Stripe's
     * @param previousUntil until when the secret before is good too, or null
     */
    record Endpoint(
            @Nullable String notice,
            String name,
            String provider,
            boolean stripe,
            String href,
            String url,
            String secret,
            @Nullable Moment previousUntil,
            boolean off,
            Moment created,
            Form form,
            List<Delivery> deliveries,
            @Nullable Pager pager) {}

    /**
     * One delivery.
     *
     * @param code what the provider was answered
     * @param words what became of its facts
     */
    record Delivery(Moment at, String type, String id, String state, boolean bad, int code, String words) {}
}

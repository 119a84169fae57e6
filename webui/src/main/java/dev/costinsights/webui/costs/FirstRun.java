package dev.costinsights.webui.costs;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.webui.page.Link;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page before the first event: how to send it.
 *
 * @param server address that clients use
 * @param zone of the organization's days
 * @param language key of the snippet's language
 * @param lead what to know before running the snippet
 * @param snippet the lines to run; holds a token right after one was made
 * @param languages all languages as links
 * @param needsToken whether a token is missing in the snippet
 * @param tokenShown whether the snippet holds a token, this once
 */
public record FirstRun(
        String server,
        String zone,
        String language,
        String lead,
        Secret snippet,
        List<Link> languages,
        boolean needsToken,
        boolean tokenShown) {

    static FirstRun of(String server, ZoneId zone, @Nullable String language, @Nullable Secret token) {
        Snippets snippet = Snippets.ofKey(language);
        return new FirstRun(
                server,
                zone.getId(),
                snippet.key(),
                snippet.lead(),
                new Secret(snippet.text(server, token == null ? null : token.value())),
                Arrays.stream(Snippets.values())
                        .map(each -> new Link(
                                "sdk-" + each.key(),
                                each == Snippets.CURL ? CostsView.PATH : CostsView.PATH + "?sdk=" + each.key(),
                                each.label(),
                                each == snippet))
                        .toList(),
                snippet.needsToken() && token == null,
                token != null);
    }

    /**
     * What has arrived.
     *
     * @param costs all costs there are
     * @param events how many events, with their noun
     */
    public record Arrived(String costs, String events) {}
}

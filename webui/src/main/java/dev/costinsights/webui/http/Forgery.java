package dev.costinsights.webui.http;

import dev.costinsights.contracts.accounts.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Tells forms of our own pages from forms that another site makes a browser send. */
public final class Forgery {

    private Forgery() {}

    /**
     * Whether a request that changes something comes from one of our own pages. Browsers say where a form comes from;
     * what says nothing is no browser and carries no cookie that it was not given.
     *
     * @param publicUrl how browsers reach the server, or null when only the request knows
     */
    public static boolean sameOrigin(HttpServerRequest request, @Nullable URI publicUrl) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        String authority =
                request.authority() == null ? "" : request.authority().toString();
        return origin.equals("http://" + authority)
                || origin.equals("https://" + authority)
                || publicUrl != null && origin.equals(publicUrl.getScheme() + "://" + publicUrl.getAuthority());
    }

    /** Whether a form carries the token of its session; takes the same time for every wrong one. */
    public static boolean tokenMatches(Secret expected, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.value().getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.costinsights.samples;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The server to post to, and the token that opens it.
 *
 * @param url where the server is, without a slash at the end
 * @param token an access token with the scope {@code events:write}, and {@code revenue:write} for facts
 */
record Target(URI url, String token) {

    /** Reads both as given by a person; the token never appears in a message. */
    static Target of(String url, String token) throws UsageException {
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new UsageException("The access token contains blanks or characters outside ASCII.");
        }
        try {
            URI server = new URI(url.strip().replaceAll("/+$", ""));
            boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
            if (!http
                    || server.getHost() == null
                    || server.getUserInfo() != null
                    || server.getQuery() != null
                    || server.getFragment() != null) {
                throw new UsageException("--url must look like http://localhost:8080.");
            }
            return new Target(server, token);
        } catch (URISyntaxException e) {
            throw new UsageException("--url must look like http://localhost:8080.");
        }
    }

    /** Where events go. */
    URI events() {
        return URI.create(url + "/v1/events/ingest");
    }

    /** Where revenue facts go. */
    URI revenue() {
        return URI.create(url + "/v1/revenue/ingest");
    }

    @Override
    public String toString() {
        return "Target[url=" + url + "]";
    }
}

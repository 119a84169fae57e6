package dev.costinsights.webui.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address that the reader's own clients use. */
public final class ServerAddress {

    private ServerAddress() {}

    /**
     * Without a slash at its end.
     *
     * @param publicUrl the configured one; null means where this page was asked for
     */
    public static String of(HttpServerRequest request, @Nullable URI publicUrl) {
        if (publicUrl != null) {
            String url = publicUrl.toString();
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
        String authority =
                request.authority() == null ? "" : request.authority().toString();
        return request.scheme() + "://" + (authority.matches("[A-Za-z0-9.:\\[\\]-]+") ? authority : "localhost");
    }
}

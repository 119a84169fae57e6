package dev.costinsights.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Answers with the document, its readable page and the style of that. None of it is a secret: no token is asked for. */
public final class Description {
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "style-src 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'");
    private static final String STYLE = "/openapi/docs.css";

    private final @Nullable URI publicUrl;
    private final Representation json;
    private final Representation style;
    private final DocsPage page;

    /** @param publicUrl how clients reach the server; null when it is only known from each request */
    public Description(OpenApiDocument document, @Nullable URI publicUrl) {
        this.publicUrl = publicUrl;
        this.json = new Representation("application/json", bytes(document));
        this.style = new Representation("text/css; charset=utf-8", bytes(STYLE));
        this.page = new DocsPage(document);
    }

    public void json(RoutingContext context) {
        json.send(context);
    }

    public void style(RoutingContext context) {
        style.send(context);
    }

    public void page(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        String address = address(context.request());
        Representation ready = page.ready(address);
        if (ready != null) {
            ready.send(context);
            return;
        }
        Vertx vertx = context.vertx();
        vertx.executeBlocking(() -> page.at(address), false)
                .onSuccess(rendered -> rendered.send(context))
                .onFailure(context::fail);
    }

    /** Without a slash at its end. */
    private String address(HttpServerRequest request) {
        if (publicUrl != null) {
            return publicUrl.toString().replaceFirst("/+$", "");
        }
        String authority =
                request.authority() == null ? "" : request.authority().toString();
        return request.scheme() + "://" + (authority.matches("[A-Za-z0-9.:\\[\\]-]+") ? authority : "localhost");
    }

    private static byte[] bytes(OpenApiDocument document) {
        try {
            return new ObjectMapper().writeValueAsBytes(document.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The document can't be written as JSON", e);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Description.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}

package dev.costinsights.acceptance;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an operation of the API, whoever sends it.
 *
 * @param target path and query, without a slash at the start
 * @param body JSON unless a header says otherwise; null for none
 * @param signature null for what needs none
 */
record Call(
        String method,
        String target,
        @Nullable String body,
        Map<String, String> headers,
        @Nullable Signature signature) {

    /** How the body is signed whenever it is sent, since no time of signing is good twice. */
    record Signature(WebhookSigner signer, String secret) {}

    Call(String method, String target, @Nullable String body, Map<String, String> headers) {
        this(method, target, body, headers, null);
    }

    static Call get(String target) {
        return new Call("GET", target, null, Map.of());
    }

    static Call delete(String target) {
        return new Call("DELETE", target, null, Map.of());
    }

    static Call post(String target, String body) {
        return new Call("POST", target, body, Map.of());
    }

    static Call patch(String target, String body) {
        return new Call("PATCH", target, body, Map.of());
    }

    /** One that sees everything acknowledged before. */
    static Call strong(String target) {
        return get(target).with("Cost-Insights-Consistency", "strong");
    }

    Call with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, target, body, all, signature);
    }

    Call signed(WebhookSigner signer, String secret) {
        return new Call(method, target, body, headers, new Signature(signer, secret));
    }

    /** Whoever has no token to show speaks for an organization by its secret. */
    Call signedFor(Planted other) {
        return signature == null ? this : signed(signature.signer(), other.secret());
    }

    Wire.Answer send(Wire wire) throws IOException {
        return wire.send(on(wire.request(target)));
    }

    Wire.Answer sendWithoutToken(Wire wire) throws IOException {
        return wire.send(on(HttpRequest.newBuilder(wire.base().resolve(target))));
    }

    private HttpRequest on(HttpRequest.Builder request) {
        headers.forEach(request::header);
        if (signature != null && body != null) {
            signature.signer().headers(signature.secret(), body).forEach(request::header);
        }
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    /** Whether the text is part of the request, so that an answer may repeat it. */
    boolean says(String text) {
        return target.contains(text) || body != null && body.contains(text);
    }

    @Override
    public String toString() {
        return method + " /" + target + (body == null ? "" : " " + body);
    }
}

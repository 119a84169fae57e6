package dev.costinsights.webui.metrics;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** The state of a page of charts as forms carry it: the query of its address. */
final class States {
    private static final String QUERY = "[A-Za-z0-9._~%+&=:/*-]{0,4000}";

    private States() {}

    /** Nothing for what is no query. */
    static String of(@Nullable String text) {
        return text != null && text.matches(QUERY) && readable(text) ? text : "";
    }

    static MultiMap read(@Nullable String text) {
        MultiMap values = MultiMap.caseInsensitiveMultiMap();
        new QueryStringDecoder(of(text), false).parameters().forEach(values::add);
        return values;
    }

    /** The address of a path in that state. */
    static String href(String path, @Nullable String state) {
        String query = of(state);
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static boolean readable(String text) {
        try {
            new QueryStringDecoder(text, false).parameters();
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}

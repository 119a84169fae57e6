package dev.costinsights.api.openapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.unbescape.html.HtmlEscape;

/** The document as a page for people. It is rendered once; each reader's own address is then put into the commands. */
final class DocsPage {
    /** Stands for the reader's address; no host has such a name. */
    static final String ADDRESS = "https://address.invalid";

    private static final int MOST_ADDRESSES = 20;
    private static final String HTML = "text/html; charset=utf-8";

    private final OpenApiDocument document;
    private final Cache<String, Representation> byAddress =
            Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();
    private @Nullable String rendered;

    DocsPage(OpenApiDocument document) {
        this.document = document;
    }

    /** Takes a moment the first time: not for an event loop. */
    Representation at(String address) {
        return byAddress.get(
                address,
                any -> new Representation(
                        HTML,
                        rendered()
                                .replace(ADDRESS, HtmlEscape.escapeHtml5Xml(address))
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** Null until it is asked for the first time. */
    @Nullable
    Representation ready(String address) {
        return byAddress.getIfPresent(address);
    }

    private synchronized String rendered() {
        if (rendered == null) {
            var resolver = new ClassLoaderTemplateResolver(DocsPage.class.getClassLoader());
            var engine = new TemplateEngine();
            engine.setTemplateResolver(resolver);
            var context = new Context(Locale.ENGLISH);
            context.setVariable("docs", DocsReader.read(document.json()));
            rendered = engine.process("openapi/docs.html", context);
        }
        return rendered;
    }
}

package dev.costinsights.webui.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.templ.thymeleaf.ThymeleafTemplateEngine;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** Renders templates off the event loop. Template names are constants of the code; nothing a reader sent is ever one. */
public final class Renderer {

    private static final String TEMPLATES = "webui/";
    private static final String SUFFIX = ".html";

    private final Vertx vertx;
    private final TemplateEngine engine;
    private final Assets assets;

    /** A renderer with its own cache of templates. */
    public Renderer(Vertx vertx, Assets assets) {
        this.vertx = vertx;
        this.engine = ThymeleafTemplateEngine.create(vertx).unwrap();
        this.assets = assets;
    }

    /**
     * Renders a template.
     *
     * @param model what the template reads, by name
     */
    public Future<Buffer> render(String template, Map<String, Object> model) {
        return vertx.executeBlocking(() -> Buffer.buffer(renderNow(template, model)), false);
    }

    private String renderNow(String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("assets", assets);
        StringWriter out = new StringWriter(32 * 1024);
        engine.process(TEMPLATES + template + SUFFIX, new Context(Locale.ENGLISH, all), out);
        return out.toString();
    }
}

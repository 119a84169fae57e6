package dev.costinsights.webui.page;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The static files. Their addresses carry a hash over all of their contents, so that browsers may keep them for ever and
 * relative addresses between them still hold.
 */
public final class Assets {

    /** Where all addresses start. */
    public static final String ROOT = "/assets/";

    private static final String STYLE = "app.css";
    private static final String SCRIPT = "app.js";
    private static final String ICON = "icon.svg";
    private static final String FONT = "geist-latin-wght-normal.woff2";
    private static final String HTMX = "htmx.min.js";

    private static final int HASH_CHARACTERS = 12;

    /**
     * A file to send.
     *
     * @param content its bytes
     * @param contentType its media type
     */
    public record File(Buffer content, String contentType) {}

    private final Map<String, File> files;
    private final String prefix;

    private Assets(Map<String, File> files, String prefix) {
        this.files = files;
        this.prefix = prefix;
    }

    /** Reads all files from the class path. */
    public static Assets load() {
        Map<String, File> files = new LinkedHashMap<>();
        files.put(STYLE, file("/webui/static/app.css", "text/css; charset=utf-8"));
        files.put(SCRIPT, file("/webui/static/app.js", "text/javascript; charset=utf-8"));
        files.put(ICON, file("/webui/static/icon.svg", "image/svg+xml"));
        files.put(FONT, file("/webui/static/fonts/" + FONT, "font/woff2"));
        files.put(
                HTMX,
                file("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js", "text/javascript; charset=utf-8"));
        return new Assets(files, ROOT + hash(files) + "/");
    }

    /** The file at an address, if it is one of this build. */
    public Optional<File> at(String path) {
        return path.startsWith(prefix)
                ? Optional.ofNullable(files.get(path.substring(prefix.length())))
                : Optional.empty();
    }

    /** Address of the style sheet. */
    public String style() {
        return prefix + STYLE;
    }

    /** Address of our own script. */
    public String script() {
        return prefix + SCRIPT;
    }

    /** Address of htmx. */
    public String htmx() {
        return prefix + HTMX;
    }

    /** Address of the icon in the browser's tab. */
    public String icon() {
        return prefix + ICON;
    }

    /** Address of the font. */
    public String font() {
        return prefix + FONT;
    }

    private static File file(String resource, String contentType) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the class path: " + resource);
            }
            return new File(Buffer.buffer(in.readAllBytes()), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static String hash(Map<String, File> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(file -> digest.update(file.content().getBytes()));
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

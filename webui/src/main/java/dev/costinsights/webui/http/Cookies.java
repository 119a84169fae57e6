package dev.costinsights.webui.http;

import dev.costinsights.contracts.accounts.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cookies of the dashboard: the session, the theme a reader chose, and what the next page says once. */
public final class Cookies {

    private static final String SESSION = "ci_session";
    private static final String HOME = "ci_home";
    private static final String THEME = "ci_theme";
    private static final String ONCE = "ci_once";
    /** No session lasts longer. */
    private static final Duration LONGEST = Duration.ofDays(90);

    private static final Duration THEME_KEPT = Duration.ofDays(365);
    /** Long enough for a redirect. */
    private static final Duration ONCE_KEPT = Duration.ofMinutes(1);

    private final boolean secure;
    private final Clock clock;

    /**
     * Cookies of one installation.
     *
     * @param secure whether browsers reach it through TLS
     */
    public Cookies(boolean secure, Clock clock) {
        this.secure = secure;
        this.clock = clock;
    }

    /** The session that a request brings, if any. */
    public Optional<Secret> session(RoutingContext context) {
        return secret(context, SESSION);
    }

    /** Gives a session to the browser; one that waited at home doesn't any more. */
    public void begin(RoutingContext context, Secret session, Instant expiresAt) {
        if (home(context).isPresent()) {
            context.response().addCookie(cookie(HOME, "", 0));
        }
        context.response().addCookie(cookie(SESSION, session.value(), secondsUntil(expiresAt)));
    }

    /** Takes the session from the browser, and the one that waits at home. */
    public void end(RoutingContext context) {
        context.response().addCookie(cookie(SESSION, "", 0));
        if (home(context).isPresent()) {
            context.response().addCookie(cookie(HOME, "", 0));
        }
    }

    /** The reader's own session, while another organization is looked at. */
    public Optional<Secret> home(RoutingContext context) {
        return secret(context, HOME);
    }

    /** Keeps the reader's own session while another organization is looked at. */
    public void keepHome(RoutingContext context, Secret session, Instant expiresAt) {
        context.response().addCookie(cookie(HOME, session.value(), secondsUntil(expiresAt)));
    }

    /** Makes the session that waited at home the one again. It lasts as long as the server says. */
    public void returnHome(RoutingContext context, Secret session) {
        context.response().addCookie(cookie(HOME, "", 0));
        context.response().addCookie(cookie(SESSION, session.value(), LONGEST.toSeconds()));
    }

    /** The theme that was chosen; null for the system's. */
    public @Nullable String theme(RoutingContext context) {
        Cookie cookie = context.request().getCookie(THEME);
        return cookie == null ? null : knownTheme(cookie.getValue());
    }

    /** Keeps a theme; anything but light and dark means the system's. */
    public void keepTheme(RoutingContext context, @Nullable String theme) {
        String known = knownTheme(theme);
        context.response()
                .addCookie(known == null ? cookie(THEME, "", 0) : cookie(THEME, known, THEME_KEPT.toSeconds()));
    }

    /**
     * Leaves something for the page that a form redirects to. It works on whatever node answers next, and no address and
     * no history knows of it.
     *
     * @param path of that page
     */
    public void leaveOnce(RoutingContext context, String path, Secret what) {
        context.response()
                .addCookie(cookie(ONCE, what.value(), ONCE_KEPT.toSeconds()).setPath(path));
    }

    /** Takes what was left for this page, so that it is shown no second time. */
    public Optional<Secret> takeOnce(RoutingContext context, String path) {
        Cookie cookie = context.request().getCookie(ONCE);
        if (cookie == null) {
            return Optional.empty();
        }
        Secret left = new Secret(cookie.getValue());
        context.response().addCookie(cookie(ONCE, "", 0).setPath(path));
        return Optional.of(left);
    }

    private static Optional<Secret> secret(RoutingContext context, String name) {
        Cookie cookie = context.request().getCookie(name);
        return cookie == null || cookie.getValue().isBlank()
                ? Optional.empty()
                : Optional.of(new Secret(cookie.getValue()));
    }

    private long secondsUntil(Instant expiresAt) {
        return Math.max(0, Duration.between(clock.instant(), expiresAt).toSeconds());
    }

    private static @Nullable String knownTheme(@Nullable String theme) {
        return "light".equals(theme) || "dark".equals(theme) ? theme : null;
    }

    private Cookie cookie(String name, String value, long seconds) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds);
    }
}

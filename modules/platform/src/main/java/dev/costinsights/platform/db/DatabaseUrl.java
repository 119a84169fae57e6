package dev.costinsights.platform.db;

import dev.costinsights.contracts.accounts.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * Where a PostgreSQL is and how to sign in, from {@code postgresql://user:password@host:port/database?sslmode=…}.
 *
 * @param sslMode as libpq names it: disable, allow, prefer, require, verify-ca, verify-full
 * @param rootCertificates a PEM file of those that verify-ca and verify-full trust ({@code sslrootcert}); null means those
 *     that Java trusts
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        String sslMode,
        @Nullable String rootCertificates) {
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** @throws IllegalArgumentException when a part is missing or unknown; the message doesn't repeat the URL */
    public static DatabaseUrl parse(String url) {
        URI uri = URI.create(url);
        String userInfo = uri.getRawUserInfo();
        String path = uri.getRawPath();
        if (uri.getHost() == null || userInfo == null || path == null || path.length() < 2) {
            throw new IllegalArgumentException("must be postgresql://user:password@host:port/database");
        }
        Map<String, String> query = query(uri);
        String sslMode = query.getOrDefault("sslmode", "prefer");
        if (!SSL_MODES.contains(sslMode)) {
            throw new IllegalArgumentException("sslmode must be one of " + String.join(", ", SSL_MODES));
        }
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
        return new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                decoded(path.substring(1)),
                user,
                new Secret(password),
                sslMode,
                query.get("sslrootcert"));
    }

    /** For Flyway alone; everything else speaks through the pools. */
    String jdbcUrl() {
        String trust = rootCertificates == null
                ? "&sslfactory=" + DefaultJavaSSLFactory.class.getName()
                : "&sslrootcert=" + URLEncoder.encode(rootCertificates, StandardCharsets.UTF_8);
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?sslmode=" + sslMode
                + (isServerVerified() ? trust : "") + "&ApplicationName=cost-insights-migrations";
    }

    /** Whether only a server with a trusted certificate will do. */
    boolean isServerVerified() {
        return sslMode.startsWith("verify");
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> values = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return values;
    }

    /** Percent-decoding alone: in this part of a URL a plus sign is a plus sign. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

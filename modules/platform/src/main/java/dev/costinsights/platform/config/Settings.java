package dev.costinsights.platform.config;

import dev.costinsights.contracts.accounts.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, read once at start and checked. {@code config/application.yaml} lists every key with its
 * default and meaning.
 *
 * @param serverKey under which secrets are hashed, the same on all nodes; null means one made and kept in the data
 *     directory
 * @param zone of organizations when they are created
 */
public record Settings(
        Http http,
        Path dataDir,
        @Nullable Secret serverKey,
        DatabaseSettings database,
        Bootstrap bootstrap,
        ZoneId zone,
        Set<Role> roles,
        Cluster cluster,
        Ingestion ingestion,
        Aggregation aggregation,
        Limits limits,
        LogLevel logLevel) {

    /** What is logged: this and what weighs more. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** What a process does. One process does everything unless told otherwise. */
    public enum Role {
        INGESTION,
        AGGREGATION,
        PRESENTATION,
        WEB
    }

    /**
     * @param port 0 means any free one
     * @param behindProxy whether every request comes through a proxy whose X-Forwarded-For is to be believed
     * @param publicUrl how people and clients reach the server; null means http://localhost and the port
     */
    public record Http(
            String host,
            int port,
            boolean behindProxy,
            @Nullable URI publicUrl) {}

    /**
     * @param url {@code postgresql://user:password@host:port/database}; null means the embedded one
     * @param connections of the pool that answers questions
     */
    public record DatabaseSettings(@Nullable Secret url, int connections) {}

    /**
     * @param token access token with all scopes for the organization {@code default}; null means a random one
     * @param adminEmail first dashboard user; null means a one-time sign-in link
     */
    public record Bootstrap(
            @Nullable Secret token,
            @Nullable String adminEmail,
            @Nullable Secret adminPassword) {}

    /**
     * @param host address of this node on the network of nodes
     * @param members addresses of nodes to join through
     */
    public record Cluster(boolean enabled, String host, int port, List<String> members) {}

    /**
     * @param lanes appends under way at once, each on a connection of its own
     * @param maxQueuedEvents events waiting to be appended beyond which requests are turned away
     * @param maxBacklogEvents events waiting to be folded beyond which requests are turned away
     */
    public record Ingestion(int lanes, int maxQueuedEvents, int maxBacklogEvents) {}

    /**
     * @param chunkEvents most events folded in one transaction
     * @param reconcileEvery pause between two comparisons of log and totals
     */
    public record Aggregation(int chunkEvents, Duration reconcileEvery) {}

    /**
     * How often a minute, on each node.
     *
     * @param unknownTokensPerMinute requests with an unknown token from one remote address
     * @param signInsPerMinute tries to sign in from one remote address
     * @param requestsPerTokenPerMinute requests with one access token; 0 means any number
     */
    public record Limits(int unknownTokensPerMinute, int signInsPerMinute, int requestsPerTokenPerMinute) {}

    /** @throws ConfigurationException with one line that names the key */
    public static Settings read(SettingSources sources) {
        var reader = new SettingReader(sources);
        var settings = new Settings(
                new Http(
                        reader.text("http.host", "127.0.0.1"),
                        reader.whole("http.port", 8080, 0, 65_535),
                        reader.flag("http.behind-proxy", false),
                        reader.uri("public.url", "http", "https").orElse(null)),
                Path.of(reader.text("data.dir", "data")).toAbsolutePath().normalize(),
                reader.text("server.key").map(Secret::new).orElse(null),
                new DatabaseSettings(
                        reader.uri("database.url", "postgresql", "postgres")
                                .map(uri -> new Secret(uri.toString()))
                                .orElse(null),
                        reader.whole("database.connections", 8, 1, 100)),
                bootstrap(reader),
                zone(reader),
                roles(reader),
                new Cluster(
                        reader.flag("cluster.enabled", false),
                        reader.text("cluster.host", "127.0.0.1"),
                        reader.whole("cluster.port", 5701, 1, 65_535),
                        reader.list("cluster.members", List.of())),
                new Ingestion(
                        reader.whole("ingestion.lanes", 4, 1, 32),
                        reader.whole("ingestion.max-queued-events", 50_000, 10_000, 10_000_000),
                        reader.whole("ingestion.max-backlog-events", 50_000, 10_000, 1_000_000_000)),
                new Aggregation(
                        reader.whole("aggregation.chunk-events", 20_000, 1_000, 1_000_000),
                        reader.duration("aggregation.reconcile-every", Duration.ofSeconds(30))),
                new Limits(
                        reader.whole("limits.unknown-tokens-per-minute", 60, 1, 1_000_000),
                        reader.whole("limits.sign-ins-per-minute", 10, 1, 1_000_000),
                        reader.whole("limits.requests-per-token-per-minute", 0, 0, 1_000_000)),
                logLevel(reader));
        sources.refuseUnknownKeys();
        return settings;
    }

    private static Bootstrap bootstrap(SettingReader reader) {
        Optional<String> token = reader.text("bootstrap.token");
        if (token.isPresent() && token.get().length() < 16) {
            throw new ConfigurationException("bootstrap.token", "must have 16 characters or more");
        }
        Optional<String> email = reader.text("admin.email");
        Optional<String> password = reader.text("admin.password");
        if (email.isPresent() != password.isPresent()) {
            throw new ConfigurationException(
                    email.isPresent() ? "admin.password" : "admin.email", "is missing; set both or neither");
        }
        if (email.isPresent() && !email.get().matches("[^@\\s]+@[^@\\s]+")) {
            throw new ConfigurationException("admin.email", "is not an e-mail address");
        }
        if (password.isPresent() && password.get().length() < 8) {
            throw new ConfigurationException("admin.password", "must have 8 characters or more");
        }
        return new Bootstrap(
                token.map(Secret::new).orElse(null),
                email.map(text -> text.toLowerCase(Locale.ROOT)).orElse(null),
                password.map(Secret::new).orElse(null));
    }

    private static ZoneId zone(SettingReader reader) {
        String text = reader.text("zone", "UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new ConfigurationException("zone", "is not a time zone: \"" + text + "\"");
        }
    }

    private static LogLevel logLevel(SettingReader reader) {
        String text = reader.text("log.level", "INFO");
        try {
            return LogLevel.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "log.level", "must be error, warn, info, debug or trace, not \"" + text + "\"");
        }
    }

    private static Set<Role> roles(SettingReader reader) {
        var roles = EnumSet.noneOf(Role.class);
        for (String text : reader.list("roles", List.of("ingestion", "aggregation", "presentation", "web"))) {
            try {
                roles.add(Role.valueOf(text.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(
                        "roles", "\"" + text + "\" is none of ingestion, aggregation, presentation, web");
            }
        }
        if (roles.isEmpty()) {
            throw new ConfigurationException("roles", "names no role");
        }
        return roles;
    }
}

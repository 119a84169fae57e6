package dev.costinsights.embeddedpostgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The PostgreSQL settings of the embedded server, given on its command line so that no file or ALTER SYSTEM overrides them. */
final class Settings {

    /** Without these three an acknowledged event could be lost; a server that doesn't report them as {@code on} isn't used. */
    static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** Safety of the installation depends on these, so nobody changes them. */
    private static final Map<String, String> FIXED = Map.of(
            "listen_addresses", "127.0.0.1",
            // A socket path is limited to 107 bytes, which a data directory may exceed; TCP on loopback serves
            // everyone.
            "unix_socket_directories", "",
            "password_encryption", "scram-sha-256",
            "logging_collector", "off",
            "log_destination", "stderr");

    private static final Set<String> LOCATIONS =
            Set.of("port", "data_directory", "config_file", "hba_file", "ident_file", "external_pid_file");

    private static final Map<String, String> DEFAULTS = defaults();

    private Settings() {}

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        DURABLE.forEach(name -> defaults.put(name, "on"));
        defaults.put("timezone", "UTC");
        defaults.put("log_timezone", "UTC");
        defaults.put("max_connections", "60");
        // A small machine: the server shares it with the JVM and the page cache.
        defaults.put("shared_buffers", "256MB");
        defaults.put("effective_cache_size", "1GB");
        defaults.put("work_mem", "16MB");
        defaults.put("maintenance_work_mem", "128MB");
        defaults.put("max_wal_size", "2GB");
        defaults.put("min_wal_size", "256MB");
        defaults.put("checkpoint_timeout", "15min");
        // The published programs are built without lz4.
        defaults.put("wal_compression", "pglz");
        defaults.put("random_page_cost", "1.1");
        // Compiling costs more than these short queries take.
        defaults.put("jit", "off");
        defaults.put("log_line_prefix", "%m [%p] ");
        return defaults;
    }

    static void requireChangeable(Collection<String> names) {
        for (String name : names) {
            if (!name.matches("[a-z][a-z0-9_.]*") || FIXED.containsKey(name) || LOCATIONS.contains(name)) {
                throw new IllegalArgumentException("PostgreSQL setting can't be changed here: " + name);
            }
        }
    }

    static List<String> asArguments(int port, Map<String, String> changed) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(changed);
        all.putAll(FIXED);
        all.put("port", Integer.toString(port));
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }
}

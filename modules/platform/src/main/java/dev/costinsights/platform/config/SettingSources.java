package dev.costinsights.platform.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the text of a setting comes from: the file, over it the environment, over it system properties. The key
 * {@code http.port} is {@code http: {port: …}} in the file, {@code COST_INSIGHTS_HTTP_PORT} in the environment and
 * {@code cost-insights.http.port} as a system property.
 */
public final class SettingSources {
    private static final String PREFIX = "COST_INSIGHTS_";
    /** The place of the file, and the token of the commands that post events. */
    private static final Set<String> OTHER_VARIABLES = Set.of(PREFIX + "CONFIG", PREFIX + "TOKEN");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Properties systemProperties;
    private final Set<String> asked = new HashSet<>();

    private SettingSources(Map<String, String> file, Map<String, String> environment, Properties systemProperties) {
        this.file = file;
        this.environment = environment;
        this.systemProperties = systemProperties;
    }

    /**
     * @param yaml need not exist
     * @throws ConfigurationException when the file can't be read
     */
    public static SettingSources of(Path yaml, Map<String, String> environment, Properties systemProperties) {
        return new SettingSources(read(yaml), Map.copyOf(environment), systemProperties);
    }

    Optional<String> text(String key) {
        asked.add(key);
        String property = systemProperties.getProperty("cost-insights." + key);
        if (property != null) {
            return Optional.of(property);
        }
        String variable = environment.get(environmentName(key));
        if (variable != null && !variable.isEmpty()) {
            return Optional.of(variable);
        }
        return Optional.ofNullable(file.get(key));
    }

    /** @throws ConfigurationException when the file holds a key that nobody asked for: a misspelt one */
    void refuseUnknownKeys() {
        file.keySet().stream()
                .sorted()
                .filter(key -> !asked.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigurationException(key, "is not a setting (in the configuration file)");
                });
    }

    /**
     * Variables that look like settings and are none: misspelt ones, after everything was read. Those that container
     * platforms set for a service of this name are left out.
     */
    public List<String> unknownVariables() {
        Set<String> known =
                asked.stream().map(SettingSources::environmentName).collect(Collectors.toCollection(HashSet::new));
        known.addAll(OTHER_VARIABLES);
        return environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .filter(name -> !name.startsWith(PREFIX + "PORT") && !name.startsWith(PREFIX + "SERVICE"))
                .sorted()
                .toList();
    }

    static String environmentName(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Map<String, String> read(Path yaml) {
        Map<String, String> values = new HashMap<>();
        if (!Files.exists(yaml)) {
            return values;
        }
        try {
            flatten("", new YAMLMapper().readTree(Files.readString(yaml)), values);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(yaml.toString(), "is not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ConfigurationException(yaml.toString(), "can't be read: " + e.getMessage());
        }
        return values;
    }

    private static void flatten(String key, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            key.isEmpty() ? entry.getKey() : key + "." + entry.getKey(), entry.getValue(), values));
        } else if (node.isArray()) {
            var items = new StringBuilder();
            node.forEach(item -> items.append(items.isEmpty() ? "" : ",").append(item.asText()));
            values.put(key, items.toString());
        } else if (!node.isNull() && !node.isMissingNode()) {
            values.put(key, node.asText());
        }
    }
}

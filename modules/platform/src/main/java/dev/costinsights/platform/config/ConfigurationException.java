package dev.costinsights.platform.config;

/** A setting that can't be used. The message is one line that names the key. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String key, String problem) {
        super(key + ": " + problem);
    }
}

package dev.costinsights.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads single settings and says in one line what is wrong with one. */
final class SettingReader {
    private final SettingSources sources;

    SettingReader(SettingSources sources) {
        this.sources = sources;
    }

    Optional<String> text(String key) {
        return sources.text(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    int whole(String key, int fallback, int least, int most) {
        String text = text(key).orElse(Integer.toString(fallback));
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ConfigurationException(key, "must be a whole number, not \"" + text + "\"");
        }
        throw new ConfigurationException(key, "must be from " + least + " to " + most + ", not " + text);
    }

    boolean flag(String key, boolean fallback) {
        String text = text(key, Boolean.toString(fallback)).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigurationException(key, "must be true or false, not \"" + text + "\"");
        };
    }

    Duration duration(String key, Duration fallback) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            Duration value = Duration.parse("PT" + text.get().toUpperCase(Locale.ROOT));
            if (!value.isZero() && !value.isNegative()) {
                return value;
            }
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    key, "must be a duration such as 5s, 2m or 1h, not \"" + text.get() + "\"");
        }
        throw new ConfigurationException(key, "must be longer than 0");
    }

    Optional<URI> uri(String key, String... schemes) {
        return text(key).map(text -> {
            try {
                URI uri = new URI(text);
                if (uri.getScheme() != null
                        && uri.getHost() != null
                        && Arrays.asList(schemes).contains(uri.getScheme())) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // The text may hold a password, so it is not repeated.
                throw new ConfigurationException(key, "is not a URL");
            }
            throw new ConfigurationException(key, "must be a URL with a host that starts with " + schemes[0] + "://");
        });
    }

    List<String> list(String key, List<String> fallback) {
        return text(key)
                .map(text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList())
                .orElse(fallback);
    }
}

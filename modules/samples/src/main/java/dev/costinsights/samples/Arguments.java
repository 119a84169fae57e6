package dev.costinsights.samples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command line taken apart: {@code --option value} or {@code --option=value}, and the words between.
 *
 * @param help whether {@code --help} or {@code -h} is among the arguments
 * @param options values by name, the name without its dashes; the last one given wins
 */
record Arguments(boolean help, Map<String, String> options, List<String> words) {

    private static final List<String> TOKEN_VARIABLES = List.of("COST_INSIGHTS_TOKEN", "COST_INSIGHTS_BOOTSTRAP_TOKEN");
    private static final String DEFAULT_URL = "http://localhost:8080";

    static Arguments parse(String[] args, Set<String> known) throws UsageException {
        boolean help = false;
        var options = new LinkedHashMap<String, String>();
        var words = new ArrayList<String>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help") || args[i].equals("-h")) {
                help = true;
            } else if (args[i].startsWith("-")) {
                int equals = args[i].indexOf('=');
                String flag = equals < 0 ? args[i] : args[i].substring(0, equals);
                if (!flag.startsWith("--") || !known.contains(flag.substring(2))) {
                    throw new UsageException("Unknown option " + flag + ".");
                }
                if (equals < 0 && i + 1 == args.length) {
                    throw new UsageException(flag + " needs a value.");
                }
                options.put(flag.substring(2), equals < 0 ? args[++i] : args[i].substring(equals + 1));
            } else {
                words.add(args[i]);
            }
        }
        return new Arguments(help, options, words);
    }

    /** The server that {@code --url}, {@code --token} and the environment name. */
    Target target(Map<String, String> env) throws UsageException {
        String token = options.getOrDefault("token", "");
        for (String variable : TOKEN_VARIABLES) {
            if (token.isEmpty()) {
                token = env.getOrDefault(variable, "");
            }
        }
        if (token.isEmpty()) {
            throw new UsageException(
                    "An access token is needed: set " + String.join(" or ", TOKEN_VARIABLES) + ", or give --token.");
        }
        return Target.of(options.getOrDefault("url", DEFAULT_URL), token);
    }

    /** A whole number within limits, or {@code absent} when the option is not given. */
    long number(String option, long absent, long least, long most) throws UsageException {
        String value = options.get(option);
        if (value == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--%s must be a whole number.".formatted(option));
        }
        throw new UsageException("--%s must be from %d to %d.".formatted(option, least, most));
    }
}

package dev.costinsights.embeddedpostgres;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The passwords of one cluster: its superuser, which only this package uses, and the role that owns the server's database.
 */
record Credentials(String superuserPassword, String serverPassword) {

    static final String SUPERUSER = "postgres";
    static final String SERVER_ROLE = "cost_insights";

    static Credentials random() {
        return new Credentials(randomPassword(), randomPassword());
    }

    static Credentials parse(String text, Path source) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 2 || lines.stream().anyMatch(String::isBlank)) {
            throw new EmbeddedPostgresException(source + " doesn't hold two passwords, one a line");
        }
        return new Credentials(lines.get(0), lines.get(1));
    }

    String asText() {
        return superuserPassword + "\n" + serverPassword;
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

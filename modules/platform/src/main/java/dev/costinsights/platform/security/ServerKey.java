package dev.costinsights.platform.security;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.platform.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server's own key, made at the first start and kept beside the data, readable by its owner alone. */
public final class ServerKey {
    private static final String FILE = "server.key";
    /** What the file holds: 32 bytes. */
    private static final Pattern OWN_KEY = Pattern.compile("[0-9a-f]{64}");

    private ServerKey() {}

    /**
     * @param given the key of all nodes, 32 characters or more, or the content of the first node's key file; null means
     *     this node's own
     * @throws ConfigurationException for a given key that is too short
     */
    public static KeyedHash load(Path dataDir, @Nullable Secret given) {
        if (given != null) {
            if (given.value().length() < 32) {
                throw new ConfigurationException("server.key", "must have 32 characters or more");
            }
            return new KeyedHash(
                    OWN_KEY.matcher(given.value()).matches()
                            ? HexFormat.of().parseHex(given.value())
                            : given.value().getBytes(StandardCharsets.UTF_8));
        }
        return new KeyedHash(own(dataDir));
    }

    /**
     * For a command beside a server: never makes a key, because no server would know what is hashed under it.
     *
     * @param given as for {@link #load}
     * @throws ConfigurationException for a given key that is too short, and when there is none in the data directory
     */
    public static KeyedHash loadExisting(Path dataDir, @Nullable Secret given) {
        if (given == null && !Files.exists(dataDir.resolve(FILE))) {
            throw new ConfigurationException(
                    "data.dir",
                    dataDir + " holds no key of a server; name the server's data directory or its server.key");
        }
        return load(dataDir, given);
    }

    private static byte[] own(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            Files.createDirectories(dataDir);
            if (!Files.exists(file)) {
                create(file);
            }
            return HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The server's key can't be read or made", e);
        }
    }

    /** Written beside and linked into place: a crash leaves no half key, and of two starts one key wins. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path draft = Files.createTempFile(
                file.getParent(),
                FILE,
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, HexFormat.of().formatHex(key));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(draft);
        }
    }
}

package dev.costinsights.embeddedpostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The files of one server's data directory: names, permissions, and what is remembered there beside the cluster.
 *
 * @param path absolute, without symbolic links
 */
record DataDirectory(Path path) {

    // Below every system's range of ephemeral ports, so that no outgoing connection sits on the port at the next start.
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    static DataDirectory create(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            return new DataDirectory(directory.toRealPath());
        } catch (IOException e) {
            throw new EmbeddedPostgresException("The data directory " + directory + " can't be created: " + e, e);
        }
    }

    Path cluster() {
        return path.resolve("postgres");
    }

    Path lock() {
        return path.resolve("server.lock");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    private Path passwords() {
        return path.resolve("postgres.passwords");
    }

    private Path port() {
        return path.resolve("postgres.port");
    }

    /** The passwords of this cluster, made at the first call. */
    Credentials credentials() throws IOException {
        if (!Files.exists(passwords())) {
            if (Files.exists(cluster())) {
                throw new EmbeddedPostgresException(
                        "The database in " + cluster() + " is there, but the file with its passwords, " + passwords()
                                + ", is missing: restore it from a backup of the data directory");
            }
            writeSecret(passwords(), Credentials.random().asText());
        }
        return Credentials.parse(Files.readString(passwords()), passwords());
    }

    /** The remembered port, or another one, remembered from now on, if something else listens there. */
    int freePort() throws IOException {
        if (Files.exists(port())) {
            int remembered = rememberedPort();
            if (isFree(remembered)) {
                return remembered;
            }
        }
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int candidate = RANDOM.nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (isFree(candidate)) {
                writeSecret(port(), Integer.toString(candidate));
                return candidate;
            }
        }
        throw new EmbeddedPostgresException(
                "No free port for PostgreSQL on 127.0.0.1 between " + LOWEST_PORT + " and " + HIGHEST_PORT);
    }

    private int rememberedPort() throws IOException {
        String text = Files.readString(port()).strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new EmbeddedPostgresException("Not a port number in " + port() + ": " + text, e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // As PostgreSQL binds: closed connections in TIME_WAIT don't count.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Never half written, and never readable by anyone else. */
    static void writeSecret(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text + "\n");
        sync(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.toAbsolutePath().getParent());
    }

    /** Makes a file's content, or the names in a directory, survive a loss of power. */
    static void sync(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

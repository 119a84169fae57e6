package dev.costinsights.embeddedpostgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * The server programs of this platform, unpacked and known to run.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 * @param majorVersion of PostgreSQL; a cluster can be used by its own major version only
 */
record Programs(Path home, String majorVersion) {

    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final String UNPACKING = ".unpacking-";
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
    private static final PosixFilePermission[] PERMISSIONS_BY_BIT = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    Path postgres() {
        return home.resolve("bin/postgres");
    }

    /** Finds the programs in the directory, or unpacks them there, once. */
    static Programs in(Path directory, RunAs runAs) throws IOException {
        String version = shippedVersion();
        String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        Files.createDirectories(directory);
        Path home = directory.toRealPath().resolve(archive.replace(".txz", "-" + version));
        Programs programs = new Programs(home, version.substring(0, version.indexOf('.')));
        if (Files.exists(home) && programs.run(runAs).exitStatus() == 0) {
            return programs;
        }
        DataDirectory.deleteTree(home);
        deleteAbandoned(home);
        unpack(archive, home);
        Command.Result result = programs.run(runAs);
        if (result.exitStatus() != 0) {
            throw new EmbeddedPostgresException(
                    "The shipped PostgreSQL doesn't run on this machine: " + result.output());
        }
        return programs;
    }

    /** Files are unpacked without waiting for the disk; after a loss of power this tells damaged ones from good ones. */
    private Command.Result run(RunAs runAs) throws IOException {
        return Command.run(Duration.ofSeconds(30), runAs.command(postgres(), List.of("--version")));
    }

    private static String shippedVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Programs.class.getResourceAsStream("binaries.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    static String archiveName(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> throw unsupported(osName, osArch);
        };
        if (os.startsWith("mac")) {
            return "postgres-darwin-" + arch + ".txz";
        }
        if (!os.equals("linux")) {
            throw unsupported(osName, osArch);
        }
        String libc = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        return "postgres-linux-" + arch + libc + ".txz";
    }

    static void requireSupportedPlatform() {
        archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static EmbeddedPostgresException unsupported(String osName, String osArch) {
        return new EmbeddedPostgresException("This build carries no PostgreSQL for " + osName + " on " + osArch
                + ": set COST_INSIGHTS_DATABASE_URL to use your own");
    }

    private static void unpack(String archive, Path home) throws IOException {
        Path unfinished = home.resolveSibling(home.getFileName() + UNPACKING + UUID.randomUUID());
        try (InputStream in = Programs.class.getResourceAsStream("/" + archive)) {
            if (in == null) {
                throw unsupported(System.getProperty("os.name"), System.getProperty("os.arch"));
            }
            LOG.info("Unpacking PostgreSQL to {}", home);
            extract(in, unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // There is no telling by its type: a folder in the way is a plain FileSystemException on Linux.
            if (!Files.exists(home)) {
                throw e;
            }
            LOG.debug("Another process unpacked PostgreSQL to {} at the same time", home, e);
        } finally {
            DataDirectory.deleteTree(unfinished);
        }
    }

    /** Other processes may be unpacking to the same place right now; what is older than that can take was left by a crash. */
    private static void deleteAbandoned(Path home) throws IOException {
        Instant recent = Instant.now().minus(ABANDONED_AFTER);
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(home.getParent(), "*" + UNPACKING + "*")) {
            for (Path sibling : siblings) {
                if (Files.getLastModifiedTime(sibling).toInstant().isBefore(recent)) {
                    DataDirectory.deleteTree(sibling);
                }
            }
        }
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        createDirectory(target);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("Entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    createDirectory(path);
                    continue;
                }
                createDirectory(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, permissions(entry.getMode()));
                }
            }
        }
    }

    /** Open to every user whatever the umask, because the programs may run as another one. */
    private static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, permissions(0755));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = new HashSet<>();
        for (int bit = 0; bit < PERMISSIONS_BY_BIT.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(PERMISSIONS_BY_BIT[bit]);
            }
        }
        return permissions;
    }
}

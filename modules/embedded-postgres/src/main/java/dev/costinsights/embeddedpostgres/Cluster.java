package dev.costinsights.embeddedpostgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the database cluster before its server starts: creation, version, ownership, and who may log in. */
final class Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String CREATING = "postgres.creating-";
    private static final String HBA = """
            # Written at every start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private Cluster() {}

    static void prepare(DataDirectory directory, Programs programs, RunAs runAs) throws IOException {
        Path cluster = directory.cluster();
        if (!Files.exists(cluster)) {
            create(directory, programs, runAs);
        }
        String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!version.equals(programs.majorVersion())) {
            throw new EmbeddedPostgresException("The database in " + cluster + " was made by PostgreSQL " + version
                    + ", this server carries PostgreSQL " + programs.majorVersion()
                    + ": use a server that carries " + version
                    + ", or restore a dump of that database into an empty data directory");
        }
        Files.writeString(cluster.resolve("pg_hba.conf"), HBA);
        runAs.own(cluster);
    }

    /** A cluster appears under its name only when complete, so a crash in the middle leaves nothing that looks like one. */
    private static void create(DataDirectory directory, Programs programs, RunAs runAs) throws IOException {
        LOG.info("Creating a PostgreSQL {} database in {}", programs.majorVersion(), directory.cluster());
        Credentials credentials = directory.credentials();
        Path unfinished = directory.path().resolve(CREATING + UUID.randomUUID());
        Path passwordFile = directory.path().resolve("postgres.superuser-password");
        deleteAbandoned(directory);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            DataDirectory.writeSecret(passwordFile, credentials.superuserPassword());
            runAs.own(unfinished);
            runAs.own(passwordFile);
            Command.Result result = Command.run(
                    Duration.ofMinutes(2), runAs.command(programs.initdb(), initdbArguments(unfinished, passwordFile)));
            if (result.exitStatus() != 0) {
                throw new EmbeddedPostgresException("PostgreSQL can't create a database: " + result.output());
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
        DataDirectory.sync(directory.path());
    }

    /** Under a name of its own each time, because an initdb that outlived its killed server may still write to an old one. */
    private static void deleteAbandoned(DataDirectory directory) throws IOException {
        try (DirectoryStream<Path> abandoned = Files.newDirectoryStream(directory.path(), CREATING + "*")) {
            for (Path path : abandoned) {
                try {
                    DataDirectory.deleteTree(path);
                } catch (IOException e) {
                    LOG.warn("{}, left by a killed server, can't be deleted yet", path, e);
                }
            }
        }
    }

    private static List<String> initdbArguments(Path target, Path passwordFile) {
        return List.of(
                "--pgdata=" + target,
                "--username=" + Credentials.SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // PostgreSQL's own C.UTF-8: sorts alike on every system, whatever locales that has and however they
                // change.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions");
    }
}

package dev.costinsights.embeddedpostgres;

import static dev.costinsights.embeddedpostgres.TestDatabases.execute;
import static dev.costinsights.embeddedpostgres.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every identity that PostgreSQL may run under; only root can try them all. */
class RunAsIT {

    @TempDir
    Path given;

    Path directory;
    Path programs;

    @BeforeEach
    void givenADirectoryThatOthersCanReach() throws IOException {
        Files.setPosixFilePermissions(given, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory = given.resolve("data");
        programs = given.resolve("programs");
    }

    private EmbeddedPostgres openAs(RunAs runAs) {
        return SupervisedPostgres.open(new EmbeddedPostgres.Options(directory, programs, Map.of()), ignored -> runAs);
    }

    @Test
    void rootOpensADatabaseInTurnInAUserNamespaceAndAsAnUnprivilegedUser() throws Exception {
        assumeTrue(RunAs.OURSELVES.uid() == 0, "needs root");
        DataDirectory state = DataDirectory.create(directory);
        List<RunAs> possible = new ArrayList<>();
        for (RunAs candidate : List.of(RunAs.UNPRIVILEGED_USER, RunAs.UNMAPPED_ROOT, RunAs.UNPRIVILEGED_USER)) {
            if (candidate.worksIn(state)) {
                possible.add(candidate);
            }
        }
        assertThat(possible).isNotEmpty();

        int opened = 0;
        for (RunAs runAs : possible) {
            try (EmbeddedPostgres postgres = openAs(runAs)) {
                execute(postgres, "CREATE TABLE IF NOT EXISTS openings (id bigint GENERATED ALWAYS AS IDENTITY)");
                execute(postgres, "INSERT INTO openings DEFAULT VALUES");
                opened++;
                assertThat(query(postgres, "SELECT count(*) FROM openings")).isEqualTo(Integer.toString(opened));
                assertThat(Files.getAttribute(directory.resolve("postgres"), "unix:uid"))
                        .isEqualTo((int) runAs.uid());
            }
        }
    }

    @Test
    void whereRootCantBeGivenUpTheErrorSaysWhatToDoInOneLine() throws Exception {
        assumeTrue(RunAs.OURSELVES.uid() == 0, "needs root");
        DataDirectory state = DataDirectory.create(directory);
        RunAs impossible = new RunAs(List.of("no-such-program"), 65534, true);

        assertThatThrownBy(() -> RunAs.chooseAmong(List.of(impossible), state))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("run the server as another user")
                .hasMessageContaining("COST_INSIGHTS_DATABASE_URL")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aServerThatIsntRootNeedsNothingOfThis() throws Exception {
        assumeTrue(RunAs.OURSELVES.uid() == 0, "otherwise every other test shows it");
        assumeTrue(RunAs.UNPRIVILEGED_USER.worksIn(DataDirectory.create(given)), "needs setpriv");
        for (Path path : List.of(directory, programs)) {
            Files.createDirectory(path);
            RunAs.UNPRIVILEGED_USER.own(path);
        }

        try (ChildServer server = ChildServer.start(
                RunAs.UNPRIVILEGED_USER.prefix(), readableClassPath(given.resolve("classes")), directory, programs)) {
            assertThat(server.says()).isEqualTo(ServerProgram.COMMITTED);
            assertThat(server.endsInOrder()).isTrue();
        }
        assertThat(Files.getAttribute(directory.resolve("postgres"), "unix:uid"))
                .isEqualTo((int) RunAs.UNPRIVILEGED_USER.uid());
    }

    /** The local repository usually lies in a home directory that other users can't read. */
    private static String readableClassPath(Path target) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path copy = target.resolve(Integer.toString(copies.size()));
            copies.add(copy.toString());
            copyTree(Path.of(entry), copy);
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copyTree(Path source, Path target) throws IOException {
        if (!Files.exists(source)) {
            return;
        }
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(target.resolve(source.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = file.equals(source)
                        ? target
                        : target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

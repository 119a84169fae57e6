package dev.costinsights.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsIT {

    @TempDir
    Path directory;

    @Test
    void unpacksOnceAndReplacesDamagedProgramsAndWhatCrashesLeft() throws Exception {
        Path abandoned = Files.createDirectory(directory.resolve("postgres.unpacking-1"));
        Files.writeString(abandoned.resolve("half"), "");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        Programs unpacked = Programs.in(directory, runAs());
        Object firstFile = Files.readAttributes(unpacked.postgres(), "unix:ino").get("ino");
        assertThat(namesIn(directory))
                .containsExactly(unpacked.home().getFileName().toString());

        Programs found = Programs.in(directory, runAs());
        assertThat(Files.readAttributes(found.postgres(), "unix:ino")).containsEntry("ino", firstFile);

        Files.writeString(unpacked.postgres(), "damaged");
        Programs repaired = Programs.in(directory, runAs());
        assertThat(Files.size(repaired.postgres())).isGreaterThan(1_000_000);
    }

    @Test
    void twoServersMayUnpackToTheSamePlaceAtTheSameTime() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<Programs> unpack = () -> Programs.in(directory, runAs());
            List<Future<Programs>> results = both.invokeAll(List.of(unpack, unpack));

            assertThat(results.get(0).get()).isEqualTo(results.get(1).get());
            assertThat(namesIn(directory)).hasSize(1);
        } finally {
            both.shutdownNow();
        }
    }

    private RunAs runAs() throws IOException {
        return RunAs.choose(DataDirectory.create(directory));
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

package dev.costinsights.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    Path directory;

    private Path file;
    private ServerLog log;

    @BeforeEach
    void givenALog() throws IOException {
        file = directory.resolve("postgres.log");
        log = new ServerLog(file);
        log.create();
    }

    @Test
    void theTailHoldsTheLastLinesAfterAPosition() throws IOException {
        Files.writeString(file, "earlier start\n");
        long position = log.size();
        Files.writeString(
                file,
                IntStream.range(0, 2_000).mapToObj(line -> "line " + line).collect(Collectors.joining("\n")),
                StandardOpenOption.APPEND);

        assertThat(log.tail(position)).startsWith("line 1985\n").endsWith("line 1999");
        assertThat(log.tail(log.size())).isEmpty();
    }

    @Test
    void aLargeLogIsMovedAsideWhileItsWriterGoesOn() throws IOException {
        try (OutputStream writer = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            log.rotateWhenLarge();
            assertThat(directory.resolve("postgres.log.1")).doesNotExist();

            writer.write(new byte[9 << 20]);
            log.rotateWhenLarge();
            writer.write('x');
        }

        assertThat(file).hasSize(1);
        assertThat(directory.resolve("postgres.log.1")).hasSize(9 << 20);
    }
}

package dev.costinsights.embeddedpostgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** At most one server per data directory, over all processes; the operating system releases it when the process dies. */
final class DataDirectoryLock implements AutoCloseable {

    // A process loses its lock as soon as it closes any channel of the same file, so this JVM must not open it twice.
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DataDirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DataDirectoryLock acquire(DataDirectory directory) throws IOException {
        Path file = directory.lock();
        if (!HELD_BY_THIS_PROCESS.add(file)) {
            throw inUse(directory, "this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, "process " + Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectoryLock(file, channel);
        } catch (IOException | RuntimeException e) {
            forget(file, channel);
            throw e;
        }
    }

    private static void forget(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD_BY_THIS_PROCESS.remove(file);
        }
    }

    private static DataDirectoryInUseException inUse(DataDirectory directory, String holder) {
        return new DataDirectoryInUseException("The data directory " + directory.path()
                + " is in use by another server (" + holder + "): stop that one, or choose another data directory");
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            forget(file, channel);
        }
    }
}

package dev.costinsights.embeddedpostgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Under which identity PostgreSQL runs, which refuses to run as root.
 *
 * @param prefix what to put before a command
 * @param uid who must own the cluster's files
 * @param foreign whether that is another user than ours, who then needs to be let into the data directory
 */
record RunAs(List<String> prefix, long uid, boolean foreign) {

    private static final long ROOT = 0;
    // "nobody" on every Linux distribution; initdb wants its user to have a name.
    private static final String NOBODY = "65534";

    static final RunAs OURSELVES = new RunAs(List.of(), new UnixSystem().getUid(), false);

    /** Root in a user namespace without a mapping: to PostgreSQL not root, to the file system still the owner. */
    static final RunAs UNMAPPED_ROOT = new RunAs(List.of("unshare", "-U"), ROOT, false);

    /** For containers, where creating a user namespace is usually forbidden. */
    static final RunAs UNPRIVILEGED_USER = new RunAs(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs"),
            Long.parseLong(NOBODY),
            true);

    static RunAs choose(DataDirectory directory) throws IOException {
        if (OURSELVES.uid() != ROOT) {
            return OURSELVES;
        }
        return chooseAmong(List.of(UNMAPPED_ROOT, UNPRIVILEGED_USER), directory);
    }

    static RunAs chooseAmong(List<RunAs> candidates, DataDirectory directory) throws IOException {
        for (RunAs candidate : candidates) {
            if (candidate.worksIn(directory)) {
                return candidate;
            }
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL refuses to run as root, and neither unshare nor setpriv can take root away"
                        + " here with access to " + directory.path()
                        + ": run the server as another user, or set COST_INSIGHTS_DATABASE_URL to use your own PostgreSQL");
    }

    boolean worksIn(DataDirectory directory) throws IOException {
        if (foreign) {
            letEveryoneThrough(directory.path());
        }
        List<String> probe = new ArrayList<>(prefix);
        probe.addAll(List.of(
                "sh",
                "-c",
                "test \"$(id -u)\" != 0 && cd \"$0\"",
                directory.path().toString()));
        try {
            return Command.run(Duration.ofSeconds(10), probe).exitStatus() == 0;
        } catch (IOException e) {
            // The program isn't installed: this way of giving up root doesn't exist here.
            return false;
        }
    }

    private static void letEveryoneThrough(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(directory, permissions);
        }
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** Gives the whole tree to this identity; only root may be asked for that, others keep what they have. */
    void own(Path root) throws IOException {
        if (OURSELVES.uid() != ROOT || uid == ownerOf(root)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(root)) {
            // The root last: until it has changed hands, an interrupted change is done again.
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.setAttribute(path, "unix:gid", (int) uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static long ownerOf(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:uid")).longValue();
    }
}

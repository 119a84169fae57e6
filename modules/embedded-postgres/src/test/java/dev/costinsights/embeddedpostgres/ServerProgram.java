package dev.costinsights.embeddedpostgres;

import static dev.costinsights.embeddedpostgres.TestDatabases.execute;

import java.nio.file.Path;
import java.util.Map;

/** A server in a JVM of its own: opens the database, commits rows, says so, and runs until its standard input ends. */
final class ServerProgram {

    static final int ROWS = 50;
    static final String COMMITTED = "committed";

    private ServerProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(
                new EmbeddedPostgres.Options(Path.of(arguments[0]), Path.of(arguments[1]), Map.of()))) {
            execute(postgres, "DROP TABLE IF EXISTS acknowledged");
            execute(postgres, "CREATE TABLE acknowledged (id bigint GENERATED ALWAYS AS IDENTITY)");
            for (int row = 0; row < ROWS; row++) {
                execute(postgres, "INSERT INTO acknowledged DEFAULT VALUES");
            }
            System.out.println(COMMITTED);
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (DataDirectoryInUseException e) {
            System.out.println(e.getMessage());
        }
    }
}

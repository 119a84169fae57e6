package dev.costinsights.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** The PostgreSQL that another process started and supervises. */
final class AttachedPostgres implements EmbeddedPostgres {

    private final Database database;

    private AttachedPostgres(Database database) {
        this.database = database;
    }

    static Optional<EmbeddedPostgres> find(Path dataDirectory) {
        if (!Files.isDirectory(dataDirectory)) {
            return Optional.empty();
        }
        try {
            DataDirectory directory = DataDirectory.create(dataDirectory);
            Optional<Postmaster> postmaster =
                    Postmaster.find(directory.cluster()).filter(Postmaster::ready);
            if (postmaster.isEmpty()) {
                return Optional.empty();
            }
            Database database = new Database(postmaster.get().port(), directory.credentials());
            return database.isOpenToServer() ? Optional.of(new AttachedPostgres(database)) : Optional.empty();
        } catch (IOException | SQLException e) {
            throw new EmbeddedPostgresException("The PostgreSQL in " + dataDirectory + " can't be reached: " + e, e);
        }
    }

    @Override
    public String databaseUrl() {
        return database.url();
    }

    @Override
    public void stop() {
        // Its owner stops it.
    }
}

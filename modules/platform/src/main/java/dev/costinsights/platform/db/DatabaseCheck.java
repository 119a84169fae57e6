package dev.costinsights.platform.db;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.config.ConfigurationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a configured PostgreSQL can be used, asked once at start. */
public final class DatabaseCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCheck.class);
    private static final String KEY = "database.url";
    private static final int OLDEST_MAJOR = 14;
    private static final long PAUSE_MILLIS = 500;

    private DatabaseCheck() {}

    /**
     * Returns once it answers. A database that is still starting is waited for; one that refuses is not.
     *
     * @throws ConfigurationException when the sign-in is refused or the version is too old
     * @throws ContractException as UNAVAILABLE when it can't be reached for as long as patience lasts
     */
    public static void awaitUsable(DatabaseUrl url, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            try (Connection connection = connect(url)) {
                int major = connection.getMetaData().getDatabaseMajorVersion();
                if (major < OLDEST_MAJOR) {
                    throw new ConfigurationException(
                            KEY, "is PostgreSQL " + major + "; " + OLDEST_MAJOR + " or newer is needed");
                }
                return;
            } catch (SQLException e) {
                if (isRefusal(e)) {
                    throw new ConfigurationException(KEY, firstLine(e));
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new ContractException(
                            ErrorCode.UNAVAILABLE,
                            "The database at " + url.host() + ":" + url.port() + " can't be reached: " + firstLine(e),
                            e);
                }
                if (!told) {
                    LOG.info("Waiting for the database at {}:{}", url.host(), url.port());
                    told = true;
                }
                pause();
            }
        }
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password().value());
        properties.setProperty("connectTimeout", "3");
        return DriverManager.getConnection(url.jdbcUrl(), properties);
    }

    /** Wrong password, unknown user or database: waiting doesn't mend these. */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("28") || state.equals("3D000");
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContractException(ErrorCode.UNAVAILABLE, "Interrupted while waiting for the database.", e);
        }
    }
}

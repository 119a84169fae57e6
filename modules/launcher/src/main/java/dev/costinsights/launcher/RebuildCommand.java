package dev.costinsights.launcher;

import dev.costinsights.aggregation.Rebuild;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.Migrations;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.Locale;

/** Computes all totals anew from the event log, beside a running server or alone. */
final class RebuildCommand {
    private RebuildCommand() {}

    static int run(Settings settings, PrintStream out) {
        try (ServerDatabase postgres = ServerDatabase.attach(settings)) {
            Migrations.run(postgres.url(), Server.MIGRATIONS);
            Vertx vertx = Vertx.vertx();
            try {
                Rebuild.Summary summary = Rebuild.run(
                                new Database(vertx, postgres.url()), progress -> print(progress, out))
                        .await();
                out.printf(
                        Locale.ROOT,
                        "Rebuilt all totals: %,d organization(s), %,d events, %,d days.%n",
                        summary.organizations(),
                        summary.events(),
                        summary.days());
                return 0;
            } finally {
                vertx.close().await();
            }
        }
    }

    private static void print(Rebuild.Progress progress, PrintStream out) {
        if (progress.events() == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "Organization %d of %d: %s, %,d events%n",
                progress.organizationNumber(),
                progress.organizations(),
                progress.day(),
                progress.events());
    }
}

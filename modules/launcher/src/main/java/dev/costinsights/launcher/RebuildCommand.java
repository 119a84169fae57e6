package dev.costinsights.launcher;

import dev.costinsights.aggregation.Rebuild;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.Migrations;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.Locale;

/** Computes all totals anew from the log of events and facts, beside a running server or alone. */
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
                        "Rebuilt all totals: %,d organization(s), %,d objects with facts, %,d events, %,d days.%n",
                        summary.organizations(),
                        summary.objects(),
                        summary.events(),
                        summary.days());
                return 0;
            } finally {
                vertx.close().await();
            }
        }
    }

    private static void print(Rebuild.Progress progress, PrintStream out) {
        String step;
        if (progress instanceof Rebuild.ObjectsRebuilt some) {
            step = String.format(Locale.ROOT, "%s, %,d", some.kind(), some.objects());
        } else if (progress instanceof Rebuild.DayRebuilt rebuilt && rebuilt.events() > 0) {
            step = String.format(Locale.ROOT, "%s, %,d events", rebuilt.day(), rebuilt.events());
        } else {
            return;
        }
        out.printf(
                Locale.ROOT,
                "Organization %d of %d: %s%n",
                progress.organizationNumber(),
                progress.organizations(),
                step);
    }
}

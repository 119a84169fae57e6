package dev.costinsights.launcher;

import dev.costinsights.accounts.FirstRun;
import dev.costinsights.platform.config.Settings;
import java.io.PrintStream;

/** Runs the server until the process is told to stop. */
final class ServerCommand {
    private ServerCommand() {}

    /** Returns once the server is ready; its threads keep the process alive. */
    static int run(Settings settings, PrintStream out) {
        Server server = Server.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "orderly stop"));
        greet(server, out);
        return 0;
    }

    private static void greet(Server server, PrintStream out) {
        FirstRun firstRun = server.firstRun();
        if (firstRun.token() != null) {
            out.println("Access token, shown this once: " + firstRun.token().value());
        }
        if (firstRun.signInCode() != null) {
            out.println("Sign in, works once: " + server.url() + "sign-in/link?code="
                    + firstRun.signInCode().value());
        }
        out.println("Cost Insights is ready: http://localhost:" + server.port() + "/");
        out.flush();
    }
}

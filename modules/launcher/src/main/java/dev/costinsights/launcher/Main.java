package dev.costinsights.launcher;

import ch.qos.logback.classic.Level;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.embeddedpostgres.EmbeddedPostgresException;
import dev.costinsights.platform.config.ConfigurationException;
import dev.costinsights.platform.config.SettingSources;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.samples.DemoCommand;
import dev.costinsights.samples.ReplayCommand;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry point: the server without arguments, else a command. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** EX_CONFIG of sysexits.h: supervisors know not to start again. */
    private static final int BAD_CONFIGURATION = 78;

    private static final String HELP = """
            Usage: java -jar cost-insights.jar [command]

              (none)    run the server
              rebuild   compute all totals anew from the event log; a running server goes on meanwhile
              token     create, list and revoke access tokens; a running server goes on meanwhile
              invite    make the link with which a person joins an organization's dashboard
              replay    post production traces of language models to a running server
              demo      post a believable year of a small business to a running server
              version   say which one this is
              help      show this

            token, invite, replay and demo explain themselves with --help. Settings come from config/application.yaml, the
            environment (COST_INSIGHTS_HTTP_PORT) and system properties (-Dcost-insights.http.port), the last one winning.
            """;

    private Main() {}

    public static void main(String[] args) {
        int exitCode = run(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int run(String[] args) {
        String command = args.length == 0 ? "server" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        try {
            return switch (command) {
                case "server" -> ServerCommand.run(settings(), System.out);
                case "rebuild" -> rest.length > 0 ? usage(rest[0]) : RebuildCommand.run(settings(), System.out);
                case "version", "--version" -> {
                    System.out.println(
                            "Cost Insights " + Main.class.getPackage().getImplementationVersion());
                    yield 0;
                }
                case "token" -> TokenCommand.run(rest, Main::settings, System.out, System.err);
                case "invite" -> InviteCommand.run(rest, Main::settings, System.out, System.err);
                case "replay" -> ReplayCommand.run(rest, System.out, System.err, System.getenv());
                case "demo" -> DemoCommand.run(rest, System.out, System.err, System.getenv());
                case "help", "--help", "-h" -> {
                    System.out.print(HELP);
                    yield 0;
                }
                default -> usage(command);
            };
        } catch (ConfigurationException e) {
            System.err.println("Cost Insights can't start: " + e.getMessage());
            return BAD_CONFIGURATION;
        } catch (EmbeddedPostgresException | ContractException e) {
            LOG.debug("The reason in full", e);
            System.err.println("Cost Insights can't start: " + e.getMessage());
            return FAILED;
        } catch (Exception e) {
            LOG.error("Cost Insights can't go on", e);
            return FAILED;
        }
    }

    /** For a word that is not expected where it stands. */
    private static int usage(String word) {
        boolean help = word.equals("--help") || word.equals("-h");
        if (help) {
            System.out.print(HELP);
            return 0;
        }
        System.err.print("Unknown command or option \"" + word + "\".\n\n" + HELP);
        return USAGE;
    }

    private static Settings settings() {
        var sources = SettingSources.of(
                Path.of(System.getenv().getOrDefault("COST_INSIGHTS_CONFIG", "config/application.yaml")),
                System.getenv(),
                System.getProperties());
        Settings settings = Settings.read(sources);
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
                .setLevel(Level.toLevel(settings.logLevel().name()));
        sources.unknownVariables().forEach(name -> LOG.warn("{} is not a setting and changes nothing", name));
        return settings;
    }
}

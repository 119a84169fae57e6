package dev.costinsights.launcher;

import dev.costinsights.accounts.AccountsAdministration;
import dev.costinsights.contracts.accounts.InvitePerson;
import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.config.Settings;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the link with which someone joins an organization, beside a running server or alone. */
final class InviteCommand {
    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            Makes a one-time link with which a person joins an organization's dashboard. An organization made over REST has
            nobody who could invite its first owner.

            Usage: invite EMAIL [--role viewer|member|owner] [--organization ID|SLUG]

              EMAIL                 with which the person signs in from then on
              --role ROLE           what the person may do (default: owner)
              --organization ID     which one, by id or slug (default: default)

            The link works once, within 7 days. It is printed once and kept only as a hash under the server's key, so the
            command needs the server's data directory or its server.key. Inviting an address again replaces its link.
            """;

    private InviteCommand() {}

    /**
     * @param args what follows {@code invite} on the command line
     * @param settings read only when the command line is understood
     * @return the exit code: 0 done, 1 refused, 2 wrong usage
     */
    static int run(String[] args, Supplier<Settings> settings, PrintStream out, PrintStream err) {
        List<String> arguments = List.of(args);
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return 0;
        }
        try {
            var options = TokenArguments.parse(arguments, Set.of("role", "organization"));
            options.requireWords(1, "invite takes one e-mail address.");
            Role role = role(options.option("role").orElse("owner"));
            Settings read = settings.get();
            AccountsAtHand.use(read, accounts -> invite(accounts, options, role, read, out));
            return 0;
        } catch (UsageException e) {
            err.print(e.getMessage() + "\n\n" + USAGE);
            return WRONG_USAGE;
        } catch (ContractException e) {
            if (e.code() != ErrorCode.INVALID && e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            err.println(e.detail());
            e.fieldErrors().forEach(error -> err.println("  " + error.field() + ": " + error.message()));
            return REFUSED;
        }
    }

    private static void invite(
            AccountsAdministration accounts, TokenArguments options, Role role, Settings settings, PrintStream out) {
        var wish = new InvitePerson(
                AccountsAtHand.organization(
                        accounts, options.option("organization").orElse("default")),
                options.words().get(0),
                role);
        NewInvitation made = accounts.invite(wish).await();
        out.println("Join as " + role.wireName() + ", works once until "
                + made.details().expiresAt() + ": " + server(settings.http()) + "/invitation?code="
                + made.code().value());
    }

    /** Without a slash at its end. */
    private static String server(Settings.Http http) {
        URI configured = http.publicUrl();
        String url = configured == null ? "http://localhost:" + http.port() : configured.toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Role role(String name) {
        return Role.ofWireName(name)
                .orElseThrow(() -> new UsageException("\"" + name + "\" is not viewer, member or owner."));
    }
}

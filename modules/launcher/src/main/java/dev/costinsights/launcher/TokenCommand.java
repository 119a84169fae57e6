package dev.costinsights.launcher;

import dev.costinsights.accounts.AccountsAdministration;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.config.Settings;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates, lists and revokes access tokens, beside a running server or alone. */
final class TokenCommand {
    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int PAGE = 100;
    private static final String ROW = "%-36s  %-36s  %-20s  %-20s  %-20s  %s  %s%n";

    private static final String USAGE =
            """
            Creates, lists and revokes access tokens in the database of the server whose settings are used.

            Usage: token create --comment TEXT --scopes A,B [--organization ID|SLUG] [--expires DAY]
                   token list
                   token revoke ID

              --comment TEXT        what the token is for
              --scopes A,B          what it may do, of
                                    %s
              --organization ID     whose it is, by id or slug (default: default)
              --expires DAY         works until this day begins, like 2027-01-01, in the server's zone, or until a time
                                    like 2027-01-01T12:00:00Z (default: never)

            A new token is printed once and kept only as a hash under the server's key, so the command needs the
            server's data directory or its server.key. A running server refuses a revoked token within a second.
            """.formatted(Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(" ")));

    private final AccountsAdministration accounts;
    private final PrintStream out;

    private TokenCommand(AccountsAdministration accounts, PrintStream out) {
        this.accounts = accounts;
        this.out = out;
    }

    /**
     * @param args what follows {@code token} on the command line
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
            perform(arguments, settings, out);
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

    private static void perform(List<String> arguments, Supplier<Settings> settings, PrintStream out) {
        String action = arguments.isEmpty() ? "" : arguments.get(0);
        switch (action) {
            case "create" -> {
                var options = TokenArguments.parse(arguments, Set.of("organization", "comment", "scopes", "expires"));
                options.requireWords(1, "create takes options alone.");
                with(settings, out, Wish.of(options));
            }
            case "list" -> {
                TokenArguments.parse(arguments, Set.of()).requireWords(1, "list takes nothing more.");
                with(settings, out, (command, read) -> command.list());
            }
            case "revoke" -> {
                var words = TokenArguments.parse(arguments, Set.of());
                words.requireWords(2, "revoke takes the id of one token.");
                UUID id = TokenArguments.id(words.words().get(1))
                        .orElseThrow(() -> new UsageException("revoke takes the id of one token, as list shows it."));
                with(settings, out, (command, read) -> command.revoke(id));
            }
            default -> throw new UsageException("token is followed by create, list or revoke.");
        }
    }

    /** What is done once the database can be reached. */
    private interface Action {
        void run(TokenCommand command, Settings settings);
    }

    private static void with(Supplier<Settings> source, PrintStream out, Action action) {
        Settings settings = source.get();
        AccountsAtHand.use(settings, accounts -> action.run(new TokenCommand(accounts, out), settings));
    }

    private void create(CreateToken wish) {
        NewToken made = accounts.createToken(wish).await();
        out.println("Access token, shown this once: " + made.token().value());
        out.println("To revoke it: token revoke " + made.details().id());
    }

    private UUID organization(String idOrSlug) {
        return AccountsAtHand.organization(accounts, idOrSlug);
    }

    private void list() {
        out.printf(ROW, "ID", "ORGANIZATION", "CREATED", "EXPIRES", "LAST USED", "SCOPES", "COMMENT");
        long shown = 0;
        TokenPage page;
        do {
            page = accounts.listTokens(shown, PAGE).await();
            page.items().forEach(this::print);
            shown += page.items().size();
        } while (!page.items().isEmpty() && shown < page.totalCount());
    }

    private void print(AccessToken token) {
        String scopes = token.scopes().stream().sorted().map(Scope::wireName).collect(Collectors.joining(","));
        out.printf(
                ROW,
                token.id(),
                token.organizationId(),
                toTheSecond(token.createdAt(), ""),
                toTheSecond(token.expiresAt(), "never"),
                toTheSecond(token.lastUsedAt(), "never"),
                scopes,
                token.comment());
    }

    private static String toTheSecond(@Nullable Instant instant, String otherwise) {
        return instant == null
                ? otherwise
                : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void revoke(UUID id) {
        accounts.revokeToken(id).await();
        out.println("Revoked " + id + ".");
    }

    /** A token to be created, as the command line describes it. */
    private record Wish(
            String organization,
            String comment,
            Set<Scope> scopes,
            @Nullable Function<ZoneId, Instant> expiry) implements Action {

        static Wish of(TokenArguments options) {
            return new Wish(
                    options.option("organization").orElse("default"),
                    options.required("comment"),
                    TokenArguments.scopes(options.required("scopes")),
                    options.option("expires").map(TokenArguments::instant).orElse(null));
        }

        @Override
        public void run(TokenCommand command, Settings settings) {
            Instant expiresAt = expiry == null ? null : expiry.apply(settings.zone());
            command.create(new CreateToken(command.organization(organization), comment, scopes, expiresAt));
        }
    }
}

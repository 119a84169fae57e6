package dev.costinsights.webui;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands in for accounts and presentation on the bus, with answers that a test sets. */
final class FakeModules {

    static final String EMAIL = "ada@example.com";
    static final String PASSWORD = "correct horse battery staple";
    static final String LINK_CODE = "code-of-the-one-time-link";
    static final String CSRF = "csrf-token-of-the-session";
    static final String TOKEN = "ci_made_for_a_test_1234567890";
    static final ZoneId ZONE = ZoneId.of("Europe/London");

    final Set<String> sessions = ConcurrentHashMap.newKeySet();
    final List<CreateToken> tokensAsked = new CopyOnWriteArrayList<>();
    final List<ListTokens> listsAsked = new CopyOnWriteArrayList<>();
    final List<RevokeToken> revocationsAsked = new CopyOnWriteArrayList<>();
    /** The newest last. */
    final List<AccessToken> tokens = new CopyOnWriteArrayList<>();

    volatile Function<CreateToken, Future<NewToken>> creation = this::create;
    final List<CostReportQuery> questions = new CopyOnWriteArrayList<>();
    volatile Function<CostReportQuery, Future<CostReport>> report = query -> fail(ErrorCode.INTERNAL);
    volatile Function<ListCustomerProfits, CustomerProfitPage> customers = ProfitAnswers::customers;

    /** Of whoever signs in. */
    volatile Role role = Role.OWNER;

    /** Of the organization. */
    volatile DefaultRange defaultRange = DefaultRange.MONTH;

    private volatile boolean linkUsed;

    Future<Void> serve(Vertx vertx) {
        return Future.all(List.of(
                        Channels.SIGN_IN_WITH_PASSWORD
                                .serve(vertx, ask -> switch (ask.email()) {
                                    case EMAIL ->
                                        ask.password().value().equals(PASSWORD)
                                                ? begin()
                                                : fail(ErrorCode.UNAUTHENTICATED);
                                    case "eager@example.com" -> fail(ErrorCode.OVERLOADED);
                                    default -> fail(ErrorCode.UNAUTHENTICATED);
                                })
                                .completion(),
                        Channels.SIGN_IN_WITH_LINK
                                .serve(
                                        vertx,
                                        ask -> useLink(ask.code().value()) ? begin() : fail(ErrorCode.UNAUTHENTICATED))
                                .completion(),
                        Channels.RESOLVE_SESSION
                                .serve(
                                        vertx,
                                        ask -> sessions.contains(ask.session().value())
                                                ? Future.succeededFuture(principal(ask.session()))
                                                : fail(ErrorCode.UNAUTHENTICATED))
                                .completion(),
                        Channels.SIGN_OUT
                                .serve(vertx, ask -> {
                                    sessions.remove(ask.session().value());
                                    return Future.succeededFuture(new Done());
                                })
                                .completion(),
                        Channels.CREATE_TOKEN
                                .serve(vertx, ask -> {
                                    tokensAsked.add(ask);
                                    return creation.apply(ask);
                                })
                                .completion(),
                        Channels.LIST_TOKENS
                                .serve(vertx, ask -> {
                                    listsAsked.add(ask);
                                    return Future.succeededFuture(page(ask));
                                })
                                .completion(),
                        Channels.REVOKE_TOKEN
                                .serve(vertx, ask -> {
                                    revocationsAsked.add(ask);
                                    return tokens.removeIf(token -> token.id().equals(ask.tokenId()))
                                            ? Future.succeededFuture(new Done())
                                            : fail(ErrorCode.NOT_FOUND);
                                })
                                .completion(),
                        Channels.METRICS
                                .serve(vertx, query -> Future.succeededFuture(ProfitAnswers.metrics(query)))
                                .completion(),
                        Channels.LIST_CUSTOMER_PROFITS
                                .serve(vertx, query -> Future.succeededFuture(customers.apply(query)))
                                .completion(),
                        Channels.PROFIT_CURVE
                                .serve(vertx, query -> Future.succeededFuture(ProfitAnswers.curve(query)))
                                .completion(),
                        Channels.COHORTS
                                .serve(vertx, query -> Future.succeededFuture(ProfitAnswers.cohorts(query)))
                                .completion(),
                        Channels.COST_REPORT
                                .serve(vertx, query -> {
                                    questions.add(query);
                                    return report.apply(query);
                                })
                                .completion()))
                .mapEmpty();
    }

    /** A session as if someone had signed in. */
    String session() {
        String session = UUID.randomUUID().toString();
        sessions.add(session);
        return session;
    }

    static <T> Future<T> fail(ErrorCode code) {
        return Future.failedFuture(new ContractException(code, "Refused by the test"));
    }

    private Future<NewToken> create(CreateToken ask) {
        var details = new AccessToken(
                ask.organizationId(),
                UUID.randomUUID(),
                ask.comment(),
                ask.scopes(),
                Instant.EPOCH,
                ask.expiresAt(),
                null);
        tokens.add(details);
        return Future.succeededFuture(new NewToken(details, new Secret(TOKEN)));
    }

    private TokenPage page(ListTokens ask) {
        List<AccessToken> newestFirst = new ArrayList<>(tokens);
        Collections.reverse(newestFirst);
        return new TokenPage(
                newestFirst.stream().skip(ask.offset()).limit(ask.limit()).toList(), tokens.size());
    }

    private boolean useLink(String code) {
        boolean good = code.equals(LINK_CODE) && !linkUsed;
        linkUsed |= good;
        return good;
    }

    private Future<NewSession> begin() {
        return Future.succeededFuture(
                new NewSession(new Secret(session()), Instant.now().plusSeconds(3600)));
    }

    private SessionPrincipal principal(Secret session) {
        return new SessionPrincipal(
                UUID.nameUUIDFromBytes(session.value().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                UUID.randomUUID(),
                EMAIL,
                Organizations.DEFAULT_ID,
                "Fernwright",
                role,
                ZONE,
                defaultRange,
                new Secret(CSRF));
    }
}

package dev.costinsights.webui.account;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.ChangePassword;
import dev.costinsights.contracts.accounts.EndSession;
import dev.costinsights.contracts.accounts.EndSessions;
import dev.costinsights.contracts.accounts.ListSessions;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionList;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Requested;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.page.FormField;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.settings.SettingsEntry;
import dev.costinsights.webui.settings.SettingsFrame;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of the reader's own account: password, sessions and theme. */
public final class AccountHandler {

    /** Where the page is. */
    public static final String PATH = SettingsEntry.ACCOUNT.path();

    private static final String CURRENT = "current";
    private static final String REPLACEMENT = "replacement";
    private static final Secret CHANGED = new Secret("changed");
    private static final Secret ENDED = new Secret("ended");
    private static final Map<Secret, String> NOTICES = Map.of(
            CHANGED, "The password is changed. Every other browser is signed out.",
            ENDED, "The browser is signed out.");

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;
    private final Cookies cookies;
    private final Clock clock;

    /** Handlers of one server instance. */
    public AccountHandler(Vertx vertx, Responder responder, Cookies cookies, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
        this.cookies = cookies;
        this.clock = clock;
    }

    /** Adds the page and its forms. */
    public void mount(Router ui, Gate gate) {
        // The user of sample data is everybody's; an account is a person's own.
        ui.route(PATH).handler(this::atHome);
        ui.route(PATH + "/*").handler(this::atHome);
        ui.get(PATH).handler(gate.page(this::show));
        ui.post(PATH + "/password").handler(gate.form(Role.VIEWER, this::changePassword));
        ui.post(PATH + "/sessions/:id/end").handler(gate.form(Role.VIEWER, this::endSession));
        ui.post(PATH + "/sign-out-everywhere").handler(gate.form(Role.VIEWER, this::signOutEverywhere));
        // Where a page of a refused form stands; there is nothing to get.
        ui.get(PATH + "/*").handler(context -> responder.redirect(context, PATH));
    }

    private void atHome(RoutingContext context) {
        if (cookies.home(context).isPresent()) {
            responder.redirect(context, SettingsEntry.SAMPLE_DATA.path());
        } else {
            context.next();
        }
    }

    private void show(RoutingContext context, SessionPrincipal reader) {
        String notice = cookies.takeOnce(context, PATH).map(NOTICES::get).orElse(null);
        send(context, reader, 200, Map.of(), notice);
    }

    /** What was typed is no text to show again: passwords are typed anew. */
    private void changePassword(RoutingContext context, SessionPrincipal reader) {
        var wish = new ChangePassword(
                reader.organizationId(),
                reader.userId(),
                reader.sessionId(),
                field(context, CURRENT),
                field(context, REPLACEMENT));
        Channels.CHANGE_PASSWORD
                .ask(vertx, wish)
                .onSuccess(done -> leadBack(context, CHANGED))
                .onFailure(failure -> {
                    Map<String, String> problems = problems(failure);
                    if (problems.isEmpty()) {
                        frame.changeFailed(context, reader, SettingsEntry.ACCOUNT, failure);
                    } else {
                        send(context, reader, 422, problems, null);
                    }
                });
    }

    private void endSession(RoutingContext context, SessionPrincipal reader) {
        Optional<UUID> id = Requested.id(context.pathParam("id"));
        if (id.isEmpty()) {
            responder.problem(context, reader, 404, Problem.gone(PATH, SettingsEntry.ACCOUNT.label()));
            return;
        }
        Channels.END_SESSION
                .ask(vertx, new EndSession(reader.organizationId(), reader.userId(), id.get()))
                .onSuccess(done -> leadBack(context, ENDED))
                .onFailure(failure -> frame.changeFailed(context, reader, SettingsEntry.ACCOUNT, failure));
    }

    private void signOutEverywhere(RoutingContext context, SessionPrincipal reader) {
        Channels.END_SESSIONS
                .ask(vertx, new EndSessions(reader.organizationId(), reader.userId()))
                .onSuccess(done -> {
                    cookies.end(context);
                    responder.redirect(context, "/sign-in");
                })
                .onFailure(failure -> frame.changeFailed(context, reader, SettingsEntry.ACCOUNT, failure));
    }

    private void send(
            RoutingContext context,
            SessionPrincipal reader,
            int status,
            Map<String, String> problems,
            @Nullable String notice) {
        responder.answer(
                context,
                reader,
                Channels.LIST_SESSIONS.ask(vertx, new ListSessions(reader.organizationId(), reader.userId())),
                found -> frame.send(
                        context,
                        reader,
                        status,
                        "settings-account",
                        SettingsEntry.ACCOUNT,
                        page(reader, found, problems, notice)));
    }

    private AccountPage page(
            SessionPrincipal reader, SessionList found, Map<String, String> problems, @Nullable String notice) {
        @Nullable String current = problems.get(CURRENT);
        @Nullable String replacement = problems.get(REPLACEMENT);
        Instant now = clock.instant();
        List<AccountPage.Session> sessions = found.items().stream()
                .map(session -> new AccountPage.Session(
                        session.id().equals(reader.sessionId()),
                        Moment.of(session.startedAt(), reader.zone(), now),
                        Moment.of(session.expiresAt(), reader.zone(), now),
                        PATH + "/sessions/" + session.id() + "/end"))
                .toList();
        return new AccountPage(
                notice,
                reader.email(),
                switch (reader.role()) {
                    case VIEWER -> "a viewer: you see every page and change nothing";
                    case MEMBER -> "a member: you change everything but people and the organization";
                    case OWNER -> "an owner: you change everything, people and the organization too";
                },
                new FormField("", current, current != null),
                new FormField("", replacement, replacement != null && current == null),
                sessions);
    }

    private void leadBack(RoutingContext context, Secret once) {
        cookies.leaveOnce(context, PATH, once);
        responder.redirect(context, PATH);
    }

    private static Map<String, String> problems(Throwable failure) {
        Map<String, String> problems = new HashMap<>();
        if (failure instanceof ContractException known) {
            if (known.code() == ErrorCode.INVALID) {
                known.fieldErrors().stream()
                        .filter(error -> List.of(CURRENT, REPLACEMENT).contains(error.field()))
                        .forEach((FieldError error) -> problems.putIfAbsent(error.field(), error.message()));
            } else if (known.code() == ErrorCode.OVERLOADED) {
                problems.put(CURRENT, "Too many tries. Wait a minute.");
            }
        }
        return problems;
    }

    private static Secret field(RoutingContext context, String name) {
        return new Secret(Objects.requireNonNullElse(context.request().getFormAttribute(name), ""));
    }
}

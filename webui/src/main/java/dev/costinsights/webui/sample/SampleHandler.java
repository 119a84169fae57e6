package dev.costinsights.webui.sample;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.OpenSampleOrganization;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.SignOut;
import dev.costinsights.contracts.samples.GetSampleData;
import dev.costinsights.contracts.samples.LoadSampleData;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ReturnPath;
import dev.costinsights.webui.settings.SettingsEntry;
import dev.costinsights.webui.settings.SettingsFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Loads sample data, leads into them, and back out. */
public final class SampleHandler {
    private static final String PATH = SettingsEntry.SAMPLE_DATA.path();

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;
    private final Gate gate;
    private final Cookies cookies;

    /** Handlers of one server instance. */
    public SampleHandler(Vertx vertx, Responder responder, Gate gate, Cookies cookies) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
        this.gate = gate;
        this.cookies = cookies;
    }

    /** Mounts all of it. */
    public void mount(Router ui) {
        ui.get(PATH).handler(gate.page(this::show));
        ui.post(PATH).handler(gate.form(Role.MEMBER, this::load));
        ui.post(PATH + "/open").handler(gate.form(Role.VIEWER, this::open));
        ui.post(PATH + "/leave").handler(gate.form(Role.VIEWER, this::leave));
    }

    private void show(RoutingContext context, SessionPrincipal reader) {
        Future<SamplePage> page = cookies.home(context).isPresent()
                ? Future.succeededFuture(SamplePage.fromWithin())
                : Channels.GET_SAMPLE_DATA
                        .ask(vertx, new GetSampleData(reader.organizationId()))
                        .map(SamplePage::of);
        responder.answer(
                context,
                reader,
                page,
                found -> frame.send(context, reader, 200, "sample-data", SettingsEntry.SAMPLE_DATA, found));
    }

    private void load(RoutingContext context, SessionPrincipal reader) {
        responder.answer(
                context,
                reader,
                Channels.LOAD_SAMPLE_DATA.ask(vertx, new LoadSampleData(reader.organizationId())),
                started -> responder.redirect(context, PATH));
    }

    /** The reader's own session waits in a cookie of its own meanwhile. */
    private void open(RoutingContext context, SessionPrincipal reader) {
        if (cookies.home(context).isPresent()) {
            responder.redirect(context, ReturnPath.HOME);
            return;
        }
        Optional<Secret> own = cookies.session(context);
        responder.answer(
                context,
                reader,
                Channels.OPEN_SAMPLE_ORGANIZATION.ask(vertx, new OpenSampleOrganization(reader.organizationId())),
                session -> {
                    cookies.begin(context, session.session(), session.expiresAt());
                    own.ifPresent(secret -> cookies.keepHome(context, secret, session.expiresAt()));
                    responder.redirect(context, ReturnPath.HOME);
                });
    }

    private void leave(RoutingContext context, SessionPrincipal reader) {
        Optional<Secret> home = cookies.home(context);
        if (home.isEmpty()) {
            responder.redirect(context, ReturnPath.HOME);
            return;
        }
        Future<?> left = cookies.session(context)
                .<Future<?>>map(session -> Channels.SIGN_OUT.ask(vertx, new SignOut(session)))
                .orElseGet(Future::succeededFuture);
        responder.answer(context, reader, left, done -> {
            cookies.returnHome(context, home.get());
            responder.redirect(context, PATH);
        });
    }
}

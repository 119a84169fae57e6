package dev.costinsights.webui.imports;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.GetImport;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.ListImportErrors;
import dev.costinsights.contracts.revenue.ListImports;
import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.RevenueImport;
import dev.costinsights.contracts.revenue.StartImport;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Requested;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.settings.SettingsEntry;
import dev.costinsights.webui.settings.SettingsFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The pages of imports: takes files, says how far each is, and what is wrong with its lines. */
public final class ImportsHandler {
    /** Where the pages are. */
    public static final String PATH = SettingsEntry.IMPORTS.path();

    private static final int MOST_FILE_BYTES = 10 * 1024 * 1024;
    /** The fields of the form beside the file. */
    private static final int MOST_OTHER_BYTES = 16 * 1024;

    private static final String MOST = "10 MB";
    /** A file is here until its request is answered. */
    private static final String UPLOADS = Path.of(System.getProperty("java.io.tmpdir"), "cost-insights-uploads")
            .toString();

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;
    private final Clock clock;

    /** Handlers of one server instance. */
    public ImportsHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
        this.clock = clock;
    }

    /** Mounts all of it; before anything that reads bodies of forms, since files are larger. */
    public void mount(Router ui, Gate gate) {
        ui.get(PATH).handler(gate.page(this::list));
        ui.post(PATH).handler(gate.beforeBody(Role.MEMBER));
        ui.post(PATH)
                .handler(BodyHandler.create(UPLOADS)
                        .setBodyLimit(MOST_FILE_BYTES + MOST_OTHER_BYTES)
                        .setDeleteUploadedFilesOnEnd(true))
                .handler(gate.form(Role.MEMBER, this::start));
        ui.get(PATH + "/:id").handler(gate.page(this::show));
        ui.get(PATH + "/:id/errors.csv").handler(gate.page(this::errors));
    }

    private void list(RoutingContext context, SessionPrincipal reader) {
        sendList(context, reader, 200, new ImportsPage.Form(ImportKind.ORDERS.wireName(), true, null, MOST));
    }

    private void sendList(RoutingContext context, SessionPrincipal reader, int status, ImportsPage.Form form) {
        long page = Requested.page(context.queryParams().get("page"));
        UUID organizationId = reader.organizationId();
        var waiting = Channels.LIST_WAITING_FACTS.ask(
                vertx, new ListWaitingFacts(organizationId, 0, ImportsPages.WAITING_ROWS));
        var imports = Channels.LIST_IMPORTS.ask(
                vertx, new ListImports(organizationId, (page - 1) * ImportsPages.PAGE_ROWS, ImportsPages.PAGE_ROWS));
        responder.answer(
                context,
                reader,
                Future.all(imports, waiting),
                both -> send(
                        context,
                        reader,
                        status,
                        "imports",
                        ImportsPages.list(
                                form, imports.result(), page, waiting.result(), reader.zone(), clock.instant())));
    }

    private void start(RoutingContext context, SessionPrincipal reader) {
        String name = String.valueOf(context.request().getFormAttribute("kind"));
        boolean dryRun = context.request().formAttributes().contains("dry_run");
        Optional<ImportKind> kind = ImportKind.ofWireName(name);
        Optional<FileUpload> file = context.fileUploads().stream()
                .filter(upload -> upload.name().equals("file") && upload.size() > 0)
                .findFirst();
        if (kind.isEmpty() || file.isEmpty()) {
            refuse(
                    context,
                    reader,
                    kind.orElse(ImportKind.ORDERS),
                    dryRun,
                    "Choose a CSV file of orders or subscriptions.");
            return;
        }
        vertx.fileSystem()
                .readFile(file.get().uploadedFileName())
                .compose(content -> vertx.executeBlocking(() -> text(content), false))
                .compose(csv -> Channels.START_IMPORT.ask(
                        vertx, new StartImport(reader.organizationId(), kind.get(), dryRun, csv)))
                .onSuccess(started -> responder.redirect(context, ImportsPages.href(started.id())))
                .onFailure(failure -> {
                    if (failure instanceof ContractException refused && refused.code() == ErrorCode.INVALID) {
                        refuse(context, reader, kind.get(), dryRun, words(refused));
                    } else {
                        responder.failure(context, reader, failure);
                    }
                });
    }

    private static String text(Buffer content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ContractException(ErrorCode.INVALID, "The file isn't text in UTF-8.", e);
        }
    }

    private static String words(ContractException refused) {
        return refused.fieldErrors().stream()
                .map(FieldError::message)
                .findFirst()
                .orElse(refused.detail());
    }

    private void refuse(
            RoutingContext context, SessionPrincipal reader, ImportKind kind, boolean dryRun, String problem) {
        sendList(context, reader, 422, new ImportsPage.Form(kind.wireName(), dryRun, problem, MOST));
    }

    private record Found(RevenueImport one, ImportErrorPage errors, long page) {}

    private void show(RoutingContext context, SessionPrincipal reader) {
        Optional<UUID> id = Requested.id(context.pathParam("id"));
        if (id.isEmpty()) {
            gone(context, reader);
            return;
        }
        found(
                        reader.organizationId(),
                        id.get(),
                        Requested.page(context.queryParams().get("page")))
                .onSuccess(found -> send(
                        context,
                        reader,
                        200,
                        "import",
                        ImportsPages.one(found.one(), found.errors(), found.page(), reader.zone(), clock.instant())))
                .onFailure(failure -> failed(context, reader, failure));
    }

    /** Asks once, and once more when the page asked for lies behind the last. */
    private Future<Found> found(UUID organizationId, UUID id, long page) {
        var errors =
                new ListImportErrors(organizationId, id, (page - 1) * ImportsPages.PAGE_ROWS, ImportsPages.PAGE_ROWS);
        return Channels.GET_IMPORT
                .ask(vertx, new GetImport(organizationId, id))
                .compose(one -> Channels.LIST_IMPORT_ERRORS.ask(vertx, errors).compose(found -> {
                    long last = Pager.pages(ImportsPages.PAGE_ROWS, found.totalCount());
                    return page <= last
                            ? Future.succeededFuture(new Found(one, found, page))
                            : found(organizationId, id, last);
                }));
    }

    private void errors(RoutingContext context, SessionPrincipal reader) {
        Optional<UUID> id = Requested.id(context.pathParam("id"));
        if (id.isEmpty()) {
            gone(context, reader);
            return;
        }
        Channels.LIST_IMPORT_ERRORS
                .ask(vertx, new ListImportErrors(reader.organizationId(), id.get(), 0, ListImportErrors.MAX_LISTED))
                .onSuccess(
                        found -> CsvReply.send(context, "import-errors-" + id.get() + ".csv", ImportsPages.csv(found)))
                .onFailure(failure -> failed(context, reader, failure));
    }

    private void send(RoutingContext context, SessionPrincipal reader, int status, String template, Object page) {
        frame.send(context, reader, status, template, SettingsEntry.IMPORTS, page);
    }

    private void failed(RoutingContext context, SessionPrincipal reader, Throwable failure) {
        if (failure instanceof ContractException known && known.code() == ErrorCode.NOT_FOUND) {
            gone(context, reader);
        } else {
            responder.failure(context, reader, failure);
        }
    }

    private void gone(RoutingContext context, SessionPrincipal reader) {
        responder.problem(
                context,
                reader,
                404,
                new Problem(
                        "There is no such import",
                        "The address may be mistyped, or it is not one of this organization.",
                        PATH,
                        "See imports"));
    }
}

package dev.costinsights.acceptance;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A packaged server for the official clients, and the clients themselves. */
final class ClientServer {
    private final Workspace workspace;
    private final NodeScripts scripts = NodeScripts.installed();
    private final AtomicInteger sessions = new AtomicInteger();
    private final ServerProcess server;

    ClientServer(Class<?> test) {
        workspace = Workspace.of(test, "clients");
        server = Launch.in(workspace).startReady();
    }

    Wire newOrganization() throws IOException {
        return Organizations.create(server.wire(), "organization-" + sessions.incrementAndGet());
    }

    ClientSession session(OfficialClient.Line line) throws IOException {
        Wire wire = newOrganization();
        return new ClientSession(client(line, wire), wire);
    }

    OfficialClient client(OfficialClient.Line line, Wire wire) throws IOException {
        return OfficialClient.start(
                scripts,
                line,
                wire,
                workspace.path().resolve("client-%s-%d.err".formatted(line, sessions.incrementAndGet())));
    }

    NodeScripts scripts() {
        return scripts;
    }

    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }
}

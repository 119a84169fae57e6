package dev.costinsights.acceptance;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A packaged server for the official clients, and the clients themselves. */
final class ClientServer {
    private final Workspace workspace;
    private final NodeScripts scripts = NodeScripts.installed();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<OfficialClient.Line, OfficialClient> clients = new EnumMap<>(OfficialClient.Line.class);
    private final ServerProcess server;

    ClientServer(Class<?> test) {
        workspace = Workspace.of(test, "clients");
        server = Launch.in(workspace).startReady();
    }

    Wire newOrganization() throws IOException {
        return Organizations.create(server.wire(), "organization-" + sessions.incrementAndGet());
    }

    ClientSession session(OfficialClient.Line line) throws IOException {
        return session(line, newOrganization());
    }

    ClientSession session(OfficialClient.Line line, Wire wire) throws IOException {
        OfficialClient client = clients.get(line);
        if (client == null) {
            client = OfficialClient.start(
                    scripts, line, server.uri(), workspace.path().resolve(line + ".err"));
            clients.put(line, client);
        }
        return new ClientSession(client, wire);
    }

    NodeScripts scripts() {
        return scripts;
    }

    void stop() throws IOException {
        clients.values().forEach(OfficialClient::close);
        server.close();
        workspace.deleteData();
    }
}

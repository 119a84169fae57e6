package dev.costinsights.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database whose host vanished says nothing, not even that a connection is lost. */
class SilentDatabaseIT {
    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> connections = ConcurrentHashMap.newKeySet();
    private Pool pool;

    @BeforeEach
    void open() {
        DatabaseUrl direct = DatabaseUrl.parse(TestPostgres.newDatabaseUrl());
        NetServer between = vertx.createNetServer()
                .connectHandler(client -> relay(client, direct))
                .listen(0, "127.0.0.1")
                .await();
        var url = new DatabaseUrl(
                "127.0.0.1",
                between.actualPort(),
                direct.database(),
                direct.user(),
                direct.password(),
                "disable",
                null);
        pool = new Database(vertx, url).pool("silent", 1, Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private void relay(NetSocket client, DatabaseUrl direct) {
        client.pause();
        vertx.createNetClient().connect(direct.port(), direct.host()).onSuccess(server -> {
            connections.add(server);
            client.handler(server::write);
            server.handler(client::write);
            client.closeHandler(closed -> server.close());
            client.resume();
        });
    }

    private int ask() throws Exception {
        return pool.query("select 1")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0))
                .await(30, TimeUnit.SECONDS);
    }

    @Test
    void aConnectionThatFallsSilentIsGivenUpAndReplaced() throws Exception {
        assertThat(ask()).isEqualTo(1);
        connections.forEach(NetSocket::pause);

        assertThatThrownBy(this::ask).matches(PgErrors::isUnavailable);
        // The pool may hand out the connection once more before it has heard of its end.
        await().ignoreExceptionsMatching(PgErrors::isUnavailable).until(this::ask, answer -> answer == 1);
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByTheDatabase() {
        assertThatThrownBy(() -> pool.query("select pg_sleep(60)").execute().await(30, TimeUnit.SECONDS))
                .matches(PgErrors::isUnavailable)
                .hasMessageContaining("statement timeout");
    }
}

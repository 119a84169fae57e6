package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * No operation shows or changes anything of another organization, whatever of it a request names. The operations are
 * those of the document; one that {@link Calls} doesn't know fails here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantIsolationIT {
    private final Workspace workspace = Workspace.of(TenantIsolationIT.class, "isolation");
    private ServerProcess server;
    private OpenApi description;
    private Planted first;
    private Planted second;

    @BeforeAll
    void start() throws IOException {
        server = Launch.in(workspace).startReady();
        description = OpenApi.of(server.wire());
        first = Planted.in(server.wire(), "first");
        second = Planted.in(server.wire(), "second");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @TestFactory
    Stream<DynamicTest> shows_and_changes_nothing_of_another_organization() {
        return description.operations().values().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> tryOnTheFirst(operation)));
    }

    private void tryOnTheFirst(OpenApi.Operation operation) throws IOException {
        Map<String, String> rows = rows();
        Map<String, String> answers = answers();
        List<String> secrets = new ArrayList<>(first.ids().values());
        secrets.add(first.organizationId());
        secrets.add(first.mark());

        for (Call call : Calls.of(operation, first)) {
            Wire.Answer answer = call.signedFor(second).send(second.wire());

            assertThat(answer.status()).as("%s: %s", call, answer.body()).isLessThan(500);
            description.check(operation, answer);
            for (String secret : secrets) {
                if (!call.says(secret)) {
                    assertThat(answer.body()).as("the answer to %s", call).doesNotContain(secret);
                    assertThat(answer.headers().map().toString()).doesNotContain(secret);
                }
            }
        }

        assertThat(rows()).as("rows of the first organization").isEqualTo(rows);
        assertThat(answers()).as("what the first organization sees").isEqualTo(answers);
    }

    /** Everything that the first organization can read of itself, by request. */
    private Map<String, String> answers() throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (OpenApi.Operation operation : description.operations().values()) {
            if (!operation.method().equals("GET") || !operation.secured() || !Calls.knows(operation)) {
                continue;
            }
            for (Call call : Calls.of(operation, first)) {
                Wire.Answer answer = call.send(first.wire());
                assertThat(answer.status()).as("%s: %s", call, answer.body()).isEqualTo(200);
                answers.put(call.toString(), steady(operation, answer));
            }
        }
        return answers;
    }

    /** Asking is itself a use of the token. */
    private static String steady(OpenApi.Operation operation, Wire.Answer answer) {
        if (!operation.id().equals("listAccessTokens")) {
            return answer.body();
        }
        JsonNode json = answer.json();
        json.path("items").forEach(token -> ((ObjectNode) token).remove("last_used_at"));
        return json.toString();
    }

    /** Every row that belongs to the first organization, by table, whatever tables there are. */
    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = server.log().connect()) {
            for (String table : tables(connection)) {
                try (PreparedStatement query = connection.prepareStatement("""
                        select coalesce(string_agg(row, e'\\n' order by row), '')
                        from (select (to_jsonb(t) - 'last_used_at')::text as row from %s t where organization_id = ?::uuid) r
                        """.formatted(table))) {
                    query.setString(1, first.organizationId());
                    try (ResultSet found = query.executeQuery()) {
                        found.next();
                        rows.put(table, found.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(rows).containsKeys("log.events", "totals.organization_costs");
        assertThat(rows.get("log.events")).contains(first.mark());
        return rows;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection.createStatement().executeQuery("""
                select c.table_schema || '.' || c.table_name
                from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                where c.column_name = 'organization_id' and t.table_type = 'BASE TABLE'
                order by 1
                """)) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }
}

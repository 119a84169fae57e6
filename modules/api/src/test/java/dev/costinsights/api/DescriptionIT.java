package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.api.openapi.OpenApiDocument;
import dev.costinsights.platform.config.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description is of this server: the same paths, the same methods, and served as a description should be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescriptionIT {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final String SOME_ID = "0a3b5c7d-9e1f-4a2b-8c3d-4e5f60718293";

    private ApiServer server;

    /** @param allowed the methods that it has */
    record Path(String path, Set<String> allowed) {
        String filled() {
            return path.replaceAll("\\{[^}]*}", SOME_ID);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    @BeforeAll
    void start() {
        server = new ApiServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void describes_the_routes_that_are_mounted_and_no_other() {
        Set<String> described = paths().flatMap(
                        path -> path.allowed().stream().map(method -> method + ' ' + path.path()))
                .map(DescriptionIT::withoutSlash)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(mounted());
    }

    private Set<String> mounted() {
        var api = new RestApi(new Settings.Limits(1, 1, 0), Clock.systemUTC(), new SimpleMeterRegistry(), null);
        Router router = api.routes(server.vertx);
        Set<String> mounted = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            Set<HttpMethod> methods = route.methods() == null ? Set.of() : route.methods();
            for (HttpMethod method : methods) {
                mounted.add(withoutSlash(method + " /v1" + described(route)));
            }
        }
        return mounted;
    }

    /** {@code /events/:id} is described as {@code /events/{id}}. */
    private static String described(Route route) {
        return route.getPath().replaceAll(":([a-z_]+)", "{$1}");
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void has_each_method_that_is_described_and_no_other(Path path) {
        for (String method : METHODS) {
            var answer = server.send(server.anonymous(path.filled()).method(method, BodyPublishers.ofString("{}")));
            if (path.allowed().contains(method)) {
                assertThat(answer.status()).as("%s %s", method, path).isIn(200, 401);
            } else {
                assertThat(answer.status()).as("%s %s", method, path).isEqualTo(405);
                assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrderElementsOf(path.allowed());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/openapi.json", "/v1/docs", "/v1/docs/style.css"})
    void needs_no_token_and_may_be_kept_until_it_changes(String path) {
        var first = server.send(server.anonymous(path));
        var again = server.send(server.anonymous(path).header("If-None-Match", first.header("ETag")));
        var other = server.send(server.anonymous(path).header("If-None-Match", "\"another\""));
        var compressed = server.send(server.anonymous(path).header("Accept-Encoding", "gzip"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).matches("\"[0-9a-f]{24}\"");
        assertThat(first.header("Cache-Control")).isEqualTo("public, no-cache");
        assertThat(first.header("Vary")).isEqualToIgnoringCase("accept-encoding");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(other.status()).isEqualTo(200);
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.header("ETag")).matches("\"[0-9a-f]{24}-gzip\"");
    }

    @Test
    void the_page_holds_every_operation_and_the_reader_s_address() {
        var page = server.send(server.anonymous("/v1/docs"));

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("curl http://127.0.0.1:" + server.port() + "/v1/events/ingest")
                .doesNotContain("address.invalid", "<script", "style=");
        assertThat(operationIds()).allSatisfy(id -> assertThat(page.body()).contains("<article id=\"" + id + '"'));
    }

    private static List<String> operationIds() {
        List<String> ids = new ArrayList<>();
        for (JsonNode path : OpenApiDocument.load().json().path("paths")) {
            for (JsonNode operation : path) {
                if (operation.has("operationId")) {
                    ids.add(operation.path("operationId").asText());
                }
            }
        }
        return ids;
    }

    private static Stream<Path> paths() {
        return OpenApiDocument.load().json().path("paths").properties().stream()
                .map(path -> new Path(
                        path.getKey(),
                        path.getValue().properties().stream()
                                .map(Map.Entry::getKey)
                                .map(name -> name.toUpperCase(java.util.Locale.ROOT))
                                .filter(METHODS::contains)
                                .collect(Collectors.toSet())));
    }
}

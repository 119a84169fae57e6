package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is mounted: nobody reads without being signed in, and nobody changes what their role doesn't allow. */
class EveryRouteIT extends DashboardTest {
    private static final String ID = "7d1f3a54-7c4c-4e13-9f6e-2f6d1b3f5c11";

    /** Of people who aren't signed in yet. */
    private static final Set<String> OPEN = Set.of("/", "/sign-in", "/sign-in/link", "/invitation", "/assets/");

    /** What a viewer may send: how the dashboard looks to them, whether they are in it, and their own account. */
    private static final Set<String> OWN =
            Set.of("/theme", "/sign-out", "/settings/sample-data/open", "/settings/sample-data/leave");

    @Test
    void nobody_reads_without_being_signed_in() throws Exception {
        List<String> pages = paths(HttpMethod.GET);
        assertThat(pages).hasSizeGreaterThan(30);
        for (String page : pages) {
            if (!OPEN.contains(page)) {
                HttpResponse<String> answer = get(page, null);
                assertThat(answer.statusCode()).as(page).isIn(303, 401);
                assertThat(answer.body()).as(page).isEmpty();
            }
        }
    }

    @Test
    void no_form_is_taken_from_strangers_or_forgers() throws Exception {
        String session = modules.session();
        List<String> forms = paths(HttpMethod.POST);
        assertThat(forms).hasSizeGreaterThan(20);
        for (String form : forms) {
            if (OPEN.contains(form)) {
                continue;
            }
            assertThat(location(post(form, null, "csrf", FakeModules.CSRF)))
                    .as(form)
                    .startsWith("/sign-in");
            assertThat(post(form, session, "csrf", "guess").statusCode())
                    .as(form)
                    .isEqualTo(403);
            assertThat(send(form(form, session, "csrf", FakeModules.CSRF).header("Origin", "https://evil.example"))
                            .statusCode())
                    .as(form)
                    .isEqualTo(403);
        }
    }

    @Test
    void a_viewer_changes_nothing() throws Exception {
        modules.role = Role.VIEWER;
        String session = modules.session();
        for (String form : paths(HttpMethod.POST)) {
            if (!OPEN.contains(form) && !OWN.contains(form) && !form.startsWith("/settings/account")) {
                assertThat(post(form, session, "csrf", FakeModules.CSRF).statusCode())
                        .as(form)
                        .isEqualTo(403);
            }
        }
    }

    private List<String> paths(HttpMethod method) {
        return webUi.routes().stream()
                .filter(route -> route.methods() != null && route.methods().contains(method))
                .map(Route::getPath)
                .filter(path -> path != null)
                .map(path -> path.replaceAll(":\\w+", ID))
                .distinct()
                .toList();
    }
}

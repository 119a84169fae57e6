package dev.costinsights.webui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.webui.costs.FirstRun;
import dev.costinsights.webui.costs.FirstRuns;
import dev.costinsights.webui.http.SignIn;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Renders the pages around the Costs page; they stay in {@code target/pages} to be looked at. */
class PagesTemplateTest {

    private static final Path PAGES = Path.of("target", "pages");
    private static final Shell SHELL = new Shell(
            "Costs", "costs", "Fernwright", Role.OWNER, new Secret("token-of-the-session"), null, "/costs", null);

    private static Vertx vertx;
    private static Renderer renderer;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        renderer = new Renderer(vertx, Assets.load());
        Files.createDirectories(PAGES);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void sign_in_keeps_the_email_and_says_what_is_wrong() throws Exception {
        var form = new SignIn.Form("/costs?by=model", "ada@example.com", "Email or password is wrong.");
        assertThat(render("sign-in", Map.of("form", form)))
                .contains("value=\"ada@example.com\"", "value=\"/costs?by=model\"", "role=\"alert\"");
    }

    @Test
    void first_run_offers_a_token_until_there_is_one() throws Exception {
        FirstRun fresh = FirstRuns.of("https://costs.example", null, null);
        assertThat(render("first-run", Map.of("first", fresh, "shell", SHELL)))
                .contains("curl https://costs.example/v1/events/ingest", "Bearer YOUR_TOKEN", "Create token");
        FirstRun made = FirstRuns.of("https://costs.example", "typescript", "ci_secret");
        assertThat(render("first-run-token", "first-run", Map.of("first", made, "shell", SHELL)))
                .contains("accessToken: &quot;ci_secret&quot;", "This token is shown once")
                .doesNotContain("Create token");
        assertThat(made.toString()).doesNotContain("ci_secret");
    }

    @Test
    void the_first_event_shows_its_amount_and_a_link() throws Exception {
        assertThat(render("first-event", Map.of("arrived", new FirstRun.Arrived("$0.0025", "1 event"))))
                .contains("<b>$0.0025</b> from 1 event.", "href=\"/costs\"");
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("arrived", null);
        assertThat(render("first-event-waiting", "first-event", nothing)).contains("Waiting for the first event");
    }

    @Test
    void problems_say_what_to_do_inside_the_shell_and_outside() throws Exception {
        assertThat(render("stop", Map.of("problem", Problem.notFound(), "shell", SHELL)))
                .contains("There is nothing here", "Sign out");
        assertThat(render("stop-alone", Map.of("problem", Problem.unavailable("/costs?by=model"))))
                .contains("Try again", "href=\"/costs?by=model\"")
                .doesNotContain("Sign out");
    }

    private static String render(String template, Map<String, Object> model) throws Exception {
        return render(template, template, model);
    }

    private static String render(String name, String template, Map<String, Object> model) throws Exception {
        String html =
                renderer.render(template, model).await(20, TimeUnit.SECONDS).toString();
        Files.writeString(PAGES.resolve(name + ".html"), html);
        assertThat(html).doesNotContain("style=", "<style", "onclick", "th:");
        return html;
    }
}

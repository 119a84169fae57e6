package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchesIT {
    private static PresentationFixture fixture;
    private static Searches searches;

    @BeforeAll
    static void open() throws Exception {
        fixture = new PresentationFixture();
        Pool pool = fixture.database.pool("searches-test", 1);
        searches = new Searches(Snapshots.searching(pool));
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    @Test
    void whatTakesTooLongIsEndedAndSaysHowToAskForLess() {
        assertThatThrownBy(() -> get(searches.read(budget -> budget.then(
                        snapshot -> snapshot.query("select pg_sleep(600)").execute()))))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(ContractException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
                    assertThat(failure.detail())
                            .contains("Narrow the time range")
                            .contains("cursor_pagination");
                });
    }

    @Test
    void plansForTheValues() throws Exception {
        String mode = get(searches.read(budget -> budget.then(snapshot -> snapshot.query("show plan_cache_mode")
                .execute()
                .map(rows -> rows.iterator().next().getString(0)))));

        assertThat(mode).isEqualTo("force_custom_plan");
    }
}

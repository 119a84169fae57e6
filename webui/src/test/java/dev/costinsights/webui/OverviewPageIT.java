package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Overview and its files over real HTTP. */
class OverviewPageIT extends DashboardTest {

    @Test
    void a_page_asks_for_costs_once_whatever_changes_are_told_by() throws Exception {
        assertThat(get("/overview?changes=model", modules.session()).body())
                .contains("What changed", "Change in profit");
        assertThat(modules.questions).singleElement().satisfies(query -> {
            assertThat(query.organizationId()).isEqualTo(Organizations.DEFAULT_ID);
            assertThat(query.breakdowns())
                    .extracting(BreakdownRequest::dimension)
                    .containsExactly(Dimension.MODEL, Dimension.MODEL, Dimension.EVENT_NAME, Dimension.MODEL);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/overview.csv, profit, period_start, Total",
        "/overview/changes.csv, changes, change, Change in profit",
        "/overview/losers.csv, losses, customer_id, customer-7",
    })
    void every_table_is_a_file_too(String path, String name, String header, String holds) throws Exception {
        HttpResponse<String> file = get(path + "?from=2026-11-01&to=2026-11-20", modules.session());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"" + name + "-2026-11-01-2026-11-20.csv\"");
        assertThat(file.body()).startsWith(header + ",").contains(holds);
        assertThat(modules.questions)
                .extracting(CostReportQuery::organizationId)
                .allMatch(Organizations.DEFAULT_ID::equals);
    }

    @Test
    void a_question_that_fails_is_no_page_and_no_file() throws Exception {
        modules.report = query -> FakeModules.fail(ErrorCode.OVERLOADED);
        for (String path : List.of("/overview", "/overview/changes.csv")) {
            assertThat(get(path, modules.session()).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void nobody_reads_files_without_a_session() throws Exception {
        for (String path : List.of("/overview.csv", "/overview/changes.csv", "/overview/losers.csv")) {
            assertThat(location(get(path, null))).startsWith("/sign-in");
        }
    }
}

package dev.costinsights.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "08006, UNAVAILABLE",
        "53100, UNAVAILABLE",
        "53300, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "57P03, UNAVAILABLE",
        "57014, UNAVAILABLE",
        "40P01, UNAVAILABLE",
        "23505, INTERNAL",
        "42P01, INTERNAL",
        "22003, INTERNAL",
    })
    void whatPassesIsUnavailableAndWhatIsOurFaultIsInternal(String sqlState, ErrorCode code) {
        var failure = new PgException("text of the server", "ERROR", sqlState, "detail");

        assertThat(PgErrors.map(failure).code()).isEqualTo(code);
        assertThat(PgErrors.map(failure).detail()).doesNotContain("text of the server");
    }

    @Test
    void aRefusedConnectionIsUnavailable() {
        assertThat(PgErrors.map(new ConnectException("refused")).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void aKnownFailureStaysAsItIs() {
        var known = new ContractException(ErrorCode.NOT_FOUND, "Not found");

        assertThat(PgErrors.map(known)).isSameAs(known);
    }
}

package dev.costinsights.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.accounts.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenArgumentsTest {
    @Test
    void valuesFollowTheirOptionOrAnEqualsSign() {
        var arguments = TokenArguments.parse(
                List.of("create", "--comment", "--odd", "--scopes=a=b"), Set.of("comment", "scopes"));

        assertThat(arguments.words()).containsExactly("create");
        assertThat(arguments.required("comment")).isEqualTo("--odd");
        assertThat(arguments.required("scopes")).isEqualTo("a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scope a", "--comment", "--comment a --comment b"})
    void whatIsNotUnderstoodIsRefused(String line) {
        assertThatThrownBy(() -> TokenArguments.parse(List.of(line.split(" ")), Set.of("comment")))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void scopesAreSeparatedByCommas() {
        assertThat(TokenArguments.scopes("events:write, metrics:read"))
                .containsExactlyInAnyOrder(Scope.EVENTS_WRITE, Scope.METRICS_READ);
        assertThatThrownBy(() -> TokenArguments.scopes("events:write,all"))
                .isInstanceOf(UsageException.class)
                .hasMessage("\"all\" is not a scope.");
    }

    @Test
    void aDayStandsForItsBeginningInTheZone() {
        assertThat(TokenArguments.instant("2027-01-01").apply(ZoneId.of("Asia/Kathmandu")))
                .isEqualTo("2026-12-31T18:15:00Z");
        assertThat(TokenArguments.instant("2027-01-01T12:00:00.123456789Z").apply(ZoneId.of("Asia/Kathmandu")))
                .isEqualTo(Instant.parse("2027-01-01T12:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2027-02-29", "2027-01-01T12:00"})
    void anythingElseIsNoTime(String text) {
        assertThatThrownBy(() -> TokenArguments.instant(text)).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "7f3f1a52", "1-1-1-1-1"})
    void aSlugIsNoId(String text) {
        assertThat(TokenArguments.id(text)).isEmpty();
    }
}

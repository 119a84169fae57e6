package dev.costinsights.webui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScopeWordsTest {

    @Test
    void managing_organizations_reaches_everywhere_from_the_default_one_alone() {
        assertThat(ScopeWords.words(Scope.ORGANIZATIONS_WRITE, Organizations.DEFAULT_ID))
                .contains("adds organizations", "in all of them");
        assertThat(ScopeWords.words(Scope.ORGANIZATIONS_WRITE, UUID.randomUUID()))
                .contains("of this organization")
                .doesNotContain("adds");
    }

    @Test
    void names_stand_in_the_order_of_the_form() {
        assertThat(ScopeWords.names(Set.of(Scope.REVENUE_WRITE, Scope.METRICS_READ, Scope.EVENTS_WRITE)))
                .containsExactly("events:write", "metrics:read", "revenue:write");
        assertThat(ScopeWords.names(EnumSet.allOf(Scope.class))).containsExactly("every scope");
        assertThat(ScopeWords.names(Set.of())).isEmpty();
    }
}

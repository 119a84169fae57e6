package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventCondition.Clause;
import dev.costinsights.contracts.events.EventCondition.Conjunction;
import dev.costinsights.contracts.events.EventCondition.Group;
import dev.costinsights.contracts.events.EventCondition.Operator;
import dev.costinsights.contracts.events.EventFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "plan; EQ; pro; ($.\"plan\" == \"pro\")",
                "metadata.plan; NE; pro; ($.\"plan\" != \"pro\")",
                "a.b; GT; x; ($.\"a.b\" > \"x\")",
                "name; LTE; x; ($event.name <= \"x\")",
                "metadata.name; LT; x; ($.\"name\" < \"x\")",
                "plan; LIKE; 5%_; ($.\"plan\".type() == \"string\" && ($.\"plan\" like_regex \"5%_\" flag \"q\"))",
                "plan; NOT_LIKE; p; ($.\"plan\".type() == \"string\" && !($.\"plan\" like_regex \"p\" flag \"q\"))",
                "_llm.model; EQ; m; ((exists($.\"_llm.model\") && ($.\"_llm.model\" == \"m\"))"
                        + " || (!exists($.\"_llm.model\") && ($event.\"_llm\".\"model\" == \"m\")))"
            })
    void writesAComparison(String property, Operator operator, String value, String path) {
        assertThat(JsonPath.of(new Clause(property, operator, value))).isEqualTo(path);
    }

    @Test
    void keepsTypes() {
        assertThat(JsonPath.of(new Clause("n", Operator.EQ, -3))).isEqualTo("($.\"n\" == -3)");
        assertThat(JsonPath.of(new Clause("n", Operator.EQ, true))).isEqualTo("($.\"n\" == true)");
        assertThat(JsonPath.of(new Clause("n", Operator.LIKE, false))).contains("like_regex \"f\"");
        assertThat(JsonPath.of(new Clause("n", Operator.LIKE, "")))
                .contains("(1 == 1)")
                .doesNotContain("regex");
    }

    @Test
    void textsStayTexts() {
        assertThat(JsonPath.quoted("a\"b\\c\n'\u0001\uD83D\uDE00"))
                .isEqualTo("\"a\\\"b\\\\c\\u000a'\\u0001\uD83D\uDE00\"");
    }

    @Test
    void aGroupWithoutClausesAlwaysHolds() {
        assertThat(JsonPath.of(new Group(Conjunction.OR, List.of()))).isEqualTo("(1 == 1)");
    }

    @Test
    void joinsGroups() {
        EventCondition one = new Clause("a", Operator.EQ, 1);
        EventCondition two = new Clause("b", Operator.EQ, 2);

        assertThat(JsonPath.of(new Group(Conjunction.AND, List.of(one, new Group(Conjunction.OR, List.of(one, two))))))
                .isEqualTo("(($.\"a\" == 1) && (($.\"a\" == 1) || ($.\"b\" == 2)))");
    }

    @Test
    void aTextOfAFilterMeansTheNumberAndTheFlagToo() {
        assertThat(JsonPath.of(metadata("n", "1e2"))).isEqualTo("($.\"n\" == \"1e2\" || $.\"n\" == 100)");
        assertThat(JsonPath.of(metadata("n", "true"))).isEqualTo("($.\"n\" == \"true\" || $.\"n\" == true)");
        assertThat(JsonPath.of(metadata("n", "01x"))).isEqualTo("($.\"n\" == \"01x\")");
        assertThat(JsonPath.of(metadata("n", "1e999"))).isEqualTo("($.\"n\" == \"1e999\")");
        assertThat(JsonPath.of(EventFilter.ALL)).isNull();
    }

    @Test
    void narrowsByWhatTheMetadataMustHold() {
        assertThat(MetadataCandidates.of(metadata("n", "1"))).containsExactlyInAnyOrder("{\"n\":\"1\"}", "{\"n\":1}");
        assertThat(MetadataCandidates.of(metadata("_llm.model", "1"))).isNull();
        assertThat(MetadataCandidates.of(condition(Conjunction.AND, new Clause("n", Operator.NE, 1))))
                .isNull();
        assertThat(MetadataCandidates.of(condition(
                        Conjunction.AND,
                        new Clause("n", Operator.EQ, 1),
                        new Clause("name", Operator.EQ, "x"),
                        new Clause("metadata.m", Operator.EQ, "\""))))
                .containsExactly("{\"m\":\"\\\"\",\"n\":1}");
        assertThat(MetadataCandidates.of(
                        condition(Conjunction.OR, new Clause("n", Operator.EQ, 1), new Clause("m", Operator.EQ, true))))
                .containsExactly("{\"n\":1}", "{\"m\":true}");
        assertThat(MetadataCandidates.of(
                        condition(Conjunction.OR, new Clause("n", Operator.EQ, 1), new Clause("m", Operator.GT, 1))))
                .isNull();
        assertThat(MetadataCandidates.of(condition(Conjunction.OR))).isNull();
        assertThat(MetadataCandidates.of(condition(
                        Conjunction.OR, new Clause("n", Operator.EQ, 1), new Group(Conjunction.AND, List.of()))))
                .isNull();
    }

    private static EventFilter metadata(String path, String text) {
        return filter(Map.of(path, Set.of(text)), null);
    }

    private static EventFilter condition(Conjunction conjunction, EventCondition... clauses) {
        return filter(Map.of(), new Group(conjunction, List.of(clauses)));
    }

    private static EventFilter filter(Map<String, Set<String>> metadata, EventCondition condition) {
        return new EventFilter(null, null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, metadata, condition);
    }
}

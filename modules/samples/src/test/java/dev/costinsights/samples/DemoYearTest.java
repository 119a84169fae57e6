package dev.costinsights.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoYearTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<SampleEvent> YEAR = year(TODAY, NOON);

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01", "2026-11-30", "2024-02-29", "2026-01-01"})
    void hasAboutAsManyEventsAsAskedFor(LocalDate today) {
        assertThat(year(today, Instant.MAX)).hasSizeBetween(47_500, 52_500);
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(year(TODAY, NOON)).isEqualTo(YEAR);
    }

    @Test
    void isAnotherOneForAnotherSeed() {
        List<SampleEvent> other = new DemoYear(2, TODAY, 50_000, NOON).events().toList();

        assertThat(Collections.disjoint(ids(other), ids(YEAR))).isTrue();
        assertThat(costCents(other, event -> true)).isNotEqualByComparingTo(costCents(YEAR, event -> true));
    }

    @Test
    void givesEveryEventAnIdOfItsOwn() {
        assertThat(ids(YEAR)).hasSameSizeAs(YEAR);
    }

    @Test
    void endsNowAndRunsInOrderOfTime() {
        assertThat(YEAR).isSortedAccordingTo((a, b) -> a.timestamp().compareTo(b.timestamp()));
        assertThat(YEAR.get(0).timestamp()).isBetween("2025-11-24T00:00:00Z", "2025-11-24T02:00:00Z");
        assertThat(YEAR.get(YEAR.size() - 1).timestamp()).isBetween("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z");
    }

    @Test
    void addsOnlyWhatIsNewLaterInTheMonth() {
        Map<String, SampleEvent> before =
                YEAR.stream().collect(Collectors.toMap(SampleEvent::externalId, Function.identity()));

        List<SampleEvent> later = year(LocalDate.parse("2026-11-25"), Instant.MAX);

        assertThat(later)
                .filteredOn(event -> before.containsKey(event.externalId()))
                .allMatch(event -> event.equals(before.get(event.externalId())));
        assertThat(later)
                .filteredOn(event -> !before.containsKey(event.externalId()))
                .isNotEmpty()
                .allMatch(event -> event.timestamp().isAfter(NOON));
    }

    @Test
    void countsNoEarlierDayTwiceInTheNextMonth() {
        Set<String> before = ids(YEAR);

        List<SampleEvent> later = year(LocalDate.parse("2026-12-02"), Instant.MAX);

        assertThat(later)
                .filteredOn(event -> event.timestamp().isBefore(NOON))
                .filteredOn(event -> !before.contains(event.externalId()))
                .isEmpty();
    }

    @Test
    void hasEightNamesAnd240Customers() {
        assertThat(YEAR.stream().map(SampleEvent::name).distinct())
                .containsExactlyInAnyOrder(
                        "chat.reply",
                        "agent.run",
                        "document.summary",
                        "voice.transcribe",
                        "embedding.index",
                        "web.search",
                        "storage.gb_day",
                        "email.send");
        Set<String> customers = YEAR.stream()
                .map(SampleEvent::externalCustomerId)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        assertThat(customers).hasSize(240).contains("halcyon-freight").allMatch(id -> id.matches("[a-z]+-[a-z]+"));
    }

    @Test
    void hasFewEventsWithoutACustomer() {
        assertThat(YEAR)
                .filteredOn(event -> event.externalCustomerId().isEmpty())
                .hasSizeBetween(50, 500);
    }

    @Test
    void growsAndRestsOnWeekends() {
        BigDecimal firstMonth = costCents(YEAR, between("2025-11-24", "2025-12-23"));
        BigDecimal lastMonth = costCents(YEAR, between("2026-10-24", "2026-11-22"));
        long tuesday = YEAR.stream().filter(between("2026-11-17", "2026-11-17")).count();
        long sunday = YEAR.stream().filter(between("2026-11-22", "2026-11-22")).count();

        assertThat(lastMonth).isGreaterThan(firstMonth.multiply(new BigDecimal("1.6")));
        assertThat(tuesday).isGreaterThan(sunday * 3 / 2);
    }

    @Test
    void tellsOfTwoDaysOfRunawayAgents() {
        Predicate<SampleEvent> agentsOfOne = event ->
                event.name().equals("agent.run") && event.externalCustomerId().equals("halcyon-freight");

        BigDecimal twoDays = costCents(YEAR, agentsOfOne.and(between("2026-11-11", "2026-11-12")));
        BigDecimal weekBefore = costCents(YEAR, agentsOfOne.and(between("2026-11-04", "2026-11-10")));

        assertThat(twoDays).isGreaterThan(weekBefore.multiply(BigDecimal.TEN));
    }

    @Test
    void movesTheChatToAnotherModel() {
        assertThat(chatModels("2026-01-01", "2026-07-01")).containsExactlyInAnyOrder("gpt-4.1", "gpt-5-mini");
        assertThat(chatModels("2026-07-15", "2026-11-23")).containsExactlyInAnyOrder("claude-sonnet-4.5", "gpt-5-mini");
    }

    @Test
    void makesSearchesStepsOfAnEarlierRunOfTheSameCustomer() {
        Map<String, SampleEvent> byId =
                YEAR.stream().collect(Collectors.toMap(SampleEvent::externalId, Function.identity()));

        assertThat(YEAR)
                .filteredOn(event -> event.parentExternalId() != null)
                .hasSizeGreaterThan(1000)
                .allSatisfy(step -> {
                    SampleEvent run = Objects.requireNonNull(byId.get(step.parentExternalId()));
                    assertThat(run.name()).isEqualTo("agent.run");
                    assertThat(run.timestamp()).isBefore(step.timestamp());
                    assertThat(run.externalCustomerId()).isEqualTo(step.externalCustomerId());
                });
    }

    @Test
    void costsWhatTheWireCanCarryDownToTinyFractionsOfACent() {
        assertThat(YEAR)
                .allMatch(event -> event.costCents().signum() > 0
                        && event.costCents().scale() <= 12
                        && event.costCents().compareTo(new BigDecimal("99999")) < 0)
                .anyMatch(event -> event.costCents().compareTo(new BigDecimal("0.002")) < 0);
    }

    @Test
    void makesTheSameEventOnEveryMachineAndInEveryVersion() {
        List<SampleEvent> event = YEAR.stream()
                .filter(each -> each.externalId().equals("demo-1-2026-11-20-chat.reply-00007"))
                .toList();

        assertThat(new String(EventsJson.body(event), StandardCharsets.UTF_8)).isEqualTo("""
                        {"events":[{"name":"chat.reply","timestamp":"2026-11-20T18:51:18.725000Z",\
                        "external_id":"demo-1-2026-11-20-chat.reply-00007","external_customer_id":"halcyon-freight",\
                        "metadata":{"_cost":{"amount":"0.387865","currency":"usd"},\
                        "_llm":{"vendor":"openai","model":"gpt-5-mini","input_tokens":11659,\
                        "cached_input_tokens":1556,"output_tokens":657,"total_tokens":12316},"plan":"pro"}}]}""");
    }

    private static List<SampleEvent> year(LocalDate today, Instant until) {
        return new DemoYear(1, today, 50_000, until).events().toList();
    }

    private static Set<String> ids(List<SampleEvent> events) {
        return events.stream().map(SampleEvent::externalId).collect(Collectors.toSet());
    }

    private static Set<String> chatModels(String first, String last) {
        return YEAR.stream()
                .filter(between(first, last))
                .filter(event -> event.name().equals("chat.reply"))
                .map(event -> Objects.requireNonNull(event.llm()).model())
                .collect(Collectors.toSet());
    }

    private static Predicate<SampleEvent> between(String first, String last) {
        Instant from = LocalDate.parse(first).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to =
                LocalDate.parse(last).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofDays(1));
        return event -> !event.timestamp().isBefore(from) && event.timestamp().isBefore(to);
    }

    private static BigDecimal costCents(List<SampleEvent> events, Predicate<SampleEvent> which) {
        return events.stream().filter(which).map(SampleEvent::costCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

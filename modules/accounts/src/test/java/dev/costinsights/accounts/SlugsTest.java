package dev.costinsights.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {
    private static final UUID ID = UUID.fromString("7f3f1a52-58c6-4f2e-9a41-0c6f6c7f0d11");

    @ParameterizedTest
    @CsvSource({
        "'Acme, Inc.', acme-inc",
        "  ÅNGSTRÖM & Søn , angstrom-s-n",
        "'--a--b--', a-b",
        "'日本', organization",
        "'!', organization",
        "ab, organization"
    })
    void aSlugKeepsWhatItCanOfAName(String name, String slug) {
        assertThat(Slugs.of(name)).isEqualTo(slug);
    }

    @Test
    void aLongNameIsCutAndTheIdStillFits() {
        String name = "ab-".repeat(100);

        assertThat(Slugs.of(name)).hasSizeLessThanOrEqualTo(Slugs.LONGEST).matches(Slugs::isSlug);
        assertThat(Slugs.of(name, ID))
                .hasSizeLessThanOrEqualTo(Slugs.LONGEST)
                .endsWith("-7f3f1a52")
                .matches(Slugs::isSlug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-1", "123", "the-2-zoos"})
    void smallLettersDigitsAndSingleHyphensAreASlug(String text) {
        assertThat(Slugs.isSlug(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Abc", "a--b", "-ab", "ab-", "a b", "ä-b", "abc\n"})
    void anythingElseIsNone(String text) {
        assertThat(Slugs.isSlug(text)).isFalse();
        assertThat(Slugs.isSlug("x".repeat(Slugs.LONGEST + 1))).isFalse();
    }
}

package dev.costinsights.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.Secret;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    @Test
    void aNewTokenHasItsPrefixAndOnlyLettersAndDigitsAfterIt() {
        assertThat(TokenText.random().value()).matches("ci_live_[0-9A-Za-z]{49}");
    }

    @Test
    void noTwoTokensAreAlike() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> TokenText.random())).doesNotHaveDuplicates();
    }

    @Test
    void aTokenAsMadeHasNoTypo() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> TokenText.random())).noneMatch(TokenText::hasTypo);
    }

    @Test
    void anyOneWrongCharacterIsATypo() {
        String text = TokenText.random().value();

        for (int place = "ci_live_".length(); place < text.length(); place++) {
            char other = text.charAt(place) == 'x' ? 'y' : 'x';
            assertThat(TokenText.hasTypo(new Secret(text.substring(0, place) + other + text.substring(place + 1))))
                    .as("wrong at %d", place)
                    .isTrue();
        }
    }

    @Test
    void theChecksumIsThatOfTheTextBeforeIt() {
        // CRC-32 of the 51 characters is 0x46E9BE8E, written with the digits 0-9, A-Z, a-z.
        var known = new Secret("ci_live_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1IVxVO");

        assertThat(TokenText.hasTypo(known)).isFalse();
    }

    @Test
    void textOfAnotherShapeMayBeAConfiguredToken() {
        assertThat(TokenText.hasTypo(new Secret("ci_live_chosen-by-hand"))).isFalse();
        assertThat(TokenText.hasTypo(new Secret("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")))
                .isFalse();
    }
}

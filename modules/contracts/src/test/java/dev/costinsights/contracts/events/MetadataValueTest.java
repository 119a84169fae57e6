package dev.costinsights.contracts.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataValueTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1e400", "1e499", "-9e499", "1e-499", "0e-499", "123.456", "1e2"})
    void aNumberOfUpToFiveHundredDigitsWhenWrittenOutIsHeld(String number) {
        assertThatNoException().isThrownBy(() -> MetadataValue.of(new BigDecimal(number)));
        assertThat(new BigDecimal(number).toPlainString().replaceAll("[-.]", ""))
                .hasSizeLessThanOrEqualTo(MetadataValue.MAX_NUMBER_DIGITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e500", "-1e500", "1e-500", "0e-500", "1e2000000000", "1e-2000000000", "0e2000000000"})
    void aNumberWithMoreIsRefusedWithoutWritingItOut(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> MetadataValue.of(new BigDecimal(number)));
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500})
    void aWholeNumberIsBoundedTheSameWay(int exponent) {
        BigInteger number = BigInteger.TEN.pow(exponent);
        boolean fits = exponent == 499;

        assertThat(MetadataValue.fits(new BigDecimal(number))).isEqualTo(fits);
        if (fits) {
            assertThatNoException().isThrownBy(() -> new MetadataValue.Whole(number));
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new MetadataValue.Whole(number));
        }
    }
}

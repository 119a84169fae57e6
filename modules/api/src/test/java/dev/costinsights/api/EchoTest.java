package dev.costinsights.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EchoTest {

    @Test
    void smallInputIsShownAsItWasSent() throws IOException {
        String input = "{\"a\":[1,2.50,\"x\",true,null],\"b\":{\"c\":1E+400}}";

        assertThat(shown(input)).isEqualTo(input);
    }

    @Test
    void nothingIsShownAsNull() {
        assertThat(Echo.of(null).isNull()).isTrue();
    }

    @Test
    void longTextsNamesAndNumbersAreCut() throws IOException {
        assertThat(shown("\"" + "x".repeat(101) + "\"")).isEqualTo("\"" + "x".repeat(100) + "…\"");
        assertThat(shown("{\"" + "k".repeat(101) + "\":1}")).isEqualTo("{\"" + "k".repeat(100) + "…\":1}");
        assertThat(shown("9".repeat(101))).isEqualTo("\"" + "9".repeat(100) + "…\"");
    }

    @Test
    void aNumberIsNeverWrittenOut() throws IOException {
        assertThat(shown("1e999999999")).isEqualTo("1E+999999999");
        assertThat(shown("1e-999999999")).isEqualTo("1E-999999999");
    }

    @Test
    void wideAndDeepInputIsCut() throws IOException {
        assertThat(shown("[" + "1,".repeat(1_000) + "1]")).isEqualTo("[" + "1,".repeat(19) + "\"…\"]");
        assertThat(shown("[".repeat(50) + "]".repeat(50))).isEqualTo("[[[[\"…\"]]]]");
    }

    @Test
    void halfASurrogatePairIsShownAsAQuestionMark() throws IOException {
        assertThat(shown("\"\\ud800\"")).isEqualTo("\"?\"");
    }

    private static String shown(String json) throws IOException {
        try (var parser = WireJson.parser(json.getBytes(UTF_8))) {
            JsonNode input = WireJson.tree(parser);
            return new String(WireJson.write(Echo.of(input)), UTF_8);
        }
    }
}

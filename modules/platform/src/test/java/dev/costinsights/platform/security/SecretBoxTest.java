package dev.costinsights.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Secret SECRET = new Secret("whsec_Grüße🦊");

    private static SecretBox box(int key, String purpose) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        return new SecretBox(new KeyedHash(bytes), purpose);
    }

    @Test
    void what_is_sealed_can_be_read_again() {
        byte[] sealed = box(1, "webhooks").seal("acme/1", SECRET);

        assertThat(box(1, "webhooks").open("acme/1", sealed)).contains(SECRET);
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("whsec_");
    }

    @Test
    void no_other_key_purpose_or_owner_opens_it() {
        byte[] sealed = box(1, "webhooks").seal("acme/1", SECRET);

        assertThat(box(2, "webhooks").open("acme/1", sealed)).isEmpty();
        assertThat(box(1, "others").open("acme/1", sealed)).isEmpty();
        assertThat(box(1, "webhooks").open("acme/2", sealed)).isEmpty();
    }

    @Test
    void a_damaged_one_cant_be_opened() {
        byte[] sealed = box(1, "webhooks").seal("acme/1", SECRET);
        sealed[sealed.length - 1] ^= 1;

        assertThat(box(1, "webhooks").open("acme/1", sealed)).isEmpty();
        assertThat(box(1, "webhooks").open("acme/1", new byte[5])).isEmpty();
    }

    @Test
    void the_same_secret_looks_different_each_time() {
        SecretBox box = box(1, "webhooks");

        assertThat(box.seal("acme/1", SECRET)).isNotEqualTo(box.seal("acme/1", SECRET));
    }
}

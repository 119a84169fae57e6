package dev.costinsights.platform.security;

import dev.costinsights.contracts.accounts.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets that have to be read again, under a key made of the server's: AES-256-GCM with a fresh nonce each time,
 * so that a copy of the database tells nothing. What a secret belongs to is part of the seal: one that is moved to
 * another place can't be opened there.
 */
public final class SecretBox {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    /** @param purpose keeps secrets of one kind from standing for another */
    public SecretBox(KeyedHash keyedHash, String purpose) {
        this.key = new SecretKeySpec(keyedHash.of("secret-box", purpose), "AES");
    }

    /**
     * @param owner what the secret belongs to
     * @return nonce, encrypted text and tag
     */
    public byte[] seal(String owner, Secret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, owner, nonce)
                    .doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** @return empty when it was sealed under another server's key or for another owner, or is damaged */
    public Optional<Secret> open(String owner, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, owner, Arrays.copyOf(sealed, NONCE_BYTES))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new Secret(new String(text, StandardCharsets.UTF_8)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

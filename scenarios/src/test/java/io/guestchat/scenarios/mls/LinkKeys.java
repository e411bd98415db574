package io.guestchat.scenarios.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What follows from a link secret (protocol, section 1), by the JDK's own HKDF.
 *
 * @param locator 16 bytes: invite, conversation and MLS group id
 * @param claim 32 bytes: shown to the session-service
 * @param record 32 bytes: seals the invite record
 * @param psk 32 bytes: MLS external PSK
 * @param welcome 32 bytes: seals the Welcome
 */
record LinkKeys(byte[] locator, byte[] claim, byte[] record, byte[] psk, byte[] welcome) {
    private static final int IV_LENGTH = 12;

    static LinkKeys of(byte[] linkSecret) {
        return new LinkKeys(
                derive(linkSecret, "gc1 locator", 16),
                derive(linkSecret, "gc1 claim", 32),
                derive(linkSecret, "gc1 record", 32),
                derive(linkSecret, "gc1 mls-psk", 32),
                derive(linkSecret, "gc1 welcome", 32));
    }

    /** The same but for the PSK: what somebody has who guesses at it. */
    LinkKeys withPsk(byte[] other) {
        return new LinkKeys(locator, claim, record, other, welcome);
    }

    byte[] pskId() {
        byte[] prefix = "gc1/link/".getBytes(UTF_8);
        return ByteBuffer.allocate(prefix.length + locator.length)
                .put(prefix)
                .put(locator)
                .array();
    }

    byte[] sealRecord(byte[] json) {
        return seal(record, json);
    }

    byte[] openRecord(byte[] sealed) {
        return open(record, sealed);
    }

    byte[] sealWelcome(byte[] message) {
        return seal(welcome, message);
    }

    byte[] openWelcome(byte[] sealed) {
        return open(welcome, sealed);
    }

    private static byte[] derive(byte[] linkSecret, String info, int length) {
        return hkdf(linkSecret, info.getBytes(UTF_8), length);
    }

    /** HKDF-SHA-256 with the protocol's salt. */
    static byte[] hkdf(byte[] secret, byte[] info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt("guest-chat/v1".getBytes(UTF_8))
                            .thenExpand(info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] seal(byte[] key, byte[] plaintext) {
        byte[] iv = BouncyParty.random(IV_LENGTH);
        byte[] ciphertext = aesGcm(Cipher.ENCRYPT_MODE, key, iv, plaintext, 0);
        return ByteBuffer.allocate(iv.length + ciphertext.length)
                .put(iv)
                .put(ciphertext)
                .array();
    }

    /** Throws when it was not sealed with this link. */
    private byte[] open(byte[] key, byte[] sealed) {
        return aesGcm(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, IV_LENGTH), sealed, IV_LENGTH);
    }

    private byte[] aesGcm(int mode, byte[] key, byte[] iv, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
            cipher.updateAAD(locator);
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

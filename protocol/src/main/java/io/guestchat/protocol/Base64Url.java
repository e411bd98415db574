package io.guestchat.protocol;

import java.util.Arrays;
import java.util.Base64;

/** Canonical, unpadded base64url (RFC 4648 section 5): each byte string has exactly one spelling. */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final byte[] SEXTETS = sextets();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /**
     * The bytes that {@code text} spells.
     *
     * @throws InvalidValue if it has padding, a foreign character, an impossible length or unused bits that are not zero
     */
    public static byte[] decode(String text) {
        requireCanonical(text);
        return DECODER.decode(text);
    }

    /**
     * Like {@link #decode(String)}, for values of one length.
     *
     * @param length what it must decode to, in bytes
     */
    public static byte[] decode(String text, int length) {
        requireBytes(text, length);
        return DECODER.decode(text);
    }

    /**
     * Like {@link #requireCanonical(String)}, for values of one length.
     *
     * @param length what it must decode to, in bytes
     */
    public static void requireBytes(String text, int length) {
        requireCanonical(text);
        if (decodedLength(text) != length) {
            throw new InvalidValue("must be " + length + " bytes in base64url");
        }
    }

    /**
     * Checks the spelling without decoding: the alphabet, a possible length, and unused bits that are zero.
     *
     * @throws InvalidValue if {@link #decode(String)} would refuse it
     */
    public static void requireCanonical(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (sextet(text.charAt(i)) < 0) {
                throw new InvalidValue("not base64url");
            }
        }
        int unusedBits =
                switch (length & 3) {
                    case 0 -> 0;
                    case 2 -> 0x0f;
                    case 3 -> 0x03;
                    default -> throw new InvalidValue("not base64url");
                };
        if (unusedBits != 0 && (sextet(text.charAt(length - 1)) & unusedBits) != 0) {
            throw new InvalidValue("not canonical, unpadded base64url");
        }
    }

    private static int sextet(char c) {
        return c < SEXTETS.length ? SEXTETS[c] : -1;
    }

    private static byte[] sextets() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        byte[] sextets = new byte[128];
        Arrays.fill(sextets, (byte) -1);
        for (int i = 0; i < alphabet.length(); i++) {
            sextets[alphabet.charAt(i)] = (byte) i;
        }
        return sextets;
    }

    /** Bytes that a canonical text decodes to, without decoding it. */
    public static int decodedLength(String text) {
        return (int) (text.length() * 3L / 4);
    }
}

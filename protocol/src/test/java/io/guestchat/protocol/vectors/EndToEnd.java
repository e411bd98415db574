package io.guestchat.protocol.vectors;

import io.guestchat.protocol.Base64Url;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the two devices do and no server may, written a second time, from the protocol's words alone: the vectors hold only if
 * two implementations that share no line agree on every byte. Test code; nothing of it ships.
 */
final class EndToEnd {
    private static final byte[] SALT = "guest-chat/v1".getBytes(StandardCharsets.US_ASCII);
    private static final int[] BUCKETS = {128, 256, 512, 1024, 2048, 4096, 8192, 16000};

    /** What stands between joiners in one emoji: a picture, its variants and skin tones, the tags of a region's flag. */
    private static final String PICTURE =
            "\\p{IsExtended_Pictographic}[\\x{FE0F}\\p{IsEmoji_Modifier}]*[\\x{E0020}-\\x{E007F}]*";

    private static final Pattern EMOJI = Pattern.compile(
            "[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\\x{FE0F}?\\x{20E3}|" + PICTURE + "(\\x{200D}" + PICTURE + ")*");

    private EndToEnd() {}

    static byte[] derive(byte[] secret, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret)
                        .addSalt(SALT)
                        .thenExpand(info, length));
    }

    static byte[] derive(byte[] secret, String info, int length) throws GeneralSecurityException {
        return derive(secret, info.getBytes(StandardCharsets.US_ASCII), length);
    }

    static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    static String secretPart(byte[] secret) throws GeneralSecurityException {
        byte[] body = ByteBuffer.allocate(33).put((byte) 1).put(secret).array();
        return Base64Url.encode(
                ByteBuffer.allocate(36).put(body).put(sha256(body), 0, 3).array());
    }

    /** The link secret in a fragment; throws if the fragment is damaged. */
    static byte[] linkSecret(String fragment) throws GeneralSecurityException {
        String[] parts = fragment.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("parts");
        }
        byte[] part = Base64Url.decode(parts[3], 36);
        byte[] secret = Arrays.copyOfRange(part, 1, 33);
        if (part[0] != 1 || !secretPart(secret).equals(parts[3])) {
            throw new IllegalArgumentException("version or checksum");
        }
        String claims = new String(Base64Url.decode(parts[1]), StandardCharsets.UTF_8);
        if (!claims.contains("\"jti\":\"" + Base64Url.encode(derive(secret, "gc1 locator", 16)) + "\"")) {
            throw new IllegalArgumentException("token and secret of two links");
        }
        return secret;
    }

    /** Opens what was sealed with AES-256-GCM, the 12-byte IV first. */
    static byte[] open(byte[] key, byte[] sealed, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, sealed, 0, 12));
        cipher.updateAAD(aad);
        return cipher.doFinal(sealed, 12, sealed.length - 12);
    }

    /** Bytes that a content of this many is padded to, or -1 if it is too long. */
    static int padded(int length) {
        return Arrays.stream(BUCKETS).filter(b -> b >= length).findFirst().orElse(-1);
    }

    /** Whether a reaction can be this. */
    static boolean isEmoji(String text) {
        return text.codePointCount(0, text.length()) <= 16
                && EMOJI.matcher(text).matches();
    }

    static byte[] authenticatedData(String side, long n) {
        return ByteBuffer.allocate(9)
                .put((byte) (side.equals("member") ? 1 : 2))
                .putLong(n)
                .array();
    }

    static String safetyNumber(byte[] exported, byte[]... parties) throws GeneralSecurityException {
        var info = new ByteArrayOutputStream();
        info.writeBytes("gc1 safety".getBytes(StandardCharsets.US_ASCII));
        for (byte[] party : parties) {
            info.write(party.length >> 8);
            info.write(party.length);
            info.writeBytes(party);
        }
        byte[] bytes = derive(exported, info.toByteArray(), 60);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 5) {
            long number = 0;
            for (int j = 0; j < 5; j++) {
                number = number << 8 | bytes[i + j] & 0xff;
            }
            digits.append("%05d".formatted(number % 100_000));
        }
        return digits.toString();
    }
}

package io.guestchat.scenarios.mls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** The end of a guest link: version, link secret, checksum (protocol, section 1). */
final class SecretPart {
    private static final int SECRET_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 3;

    private SecretPart() {}

    static String of(byte[] linkSecret) {
        byte[] body = ByteBuffer.allocate(1 + SECRET_LENGTH)
                .put((byte) 1)
                .put(linkSecret)
                .array();
        byte[] all = ByteBuffer.allocate(body.length + CHECKSUM_LENGTH)
                .put(body)
                .put(sha256(body), 0, CHECKSUM_LENGTH)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    static byte[] linkSecret(String secretPart) {
        return Arrays.copyOfRange(Base64.getUrlDecoder().decode(secretPart), 1, 1 + SECRET_LENGTH);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

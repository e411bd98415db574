package io.guestchat.scenarios.caller;

import io.guestchat.protocol.Base64Url;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * What a member's device draws for a new invite.
 *
 * @param id the invite's
 * @param claim what proves to the session-service that the caller holds the whole link, base64url
 * @param claimHash what the servers keep of it, base64url
 * @param sealedRecord opaque to the servers, base64url
 */
public record Link(String id, String claim, String claimHash, String sealedRecord) {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Of a KeyPackage and a name: what a real one has. */
    private static final int SEALED_BYTES = 600;

    /** A link that nobody has seen. */
    public static Link fresh() {
        byte[] claim = random(32);
        return new Link(
                Base64Url.encode(random(16)),
                Base64Url.encode(claim),
                Base64Url.encode(sha256(claim)),
                Base64Url.encode(random(SEALED_BYTES)));
    }

    static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

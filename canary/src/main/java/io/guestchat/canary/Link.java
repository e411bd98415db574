package io.guestchat.canary;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.InviteId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What follows from a link secret (protocol, section 1).
 *
 * @param invite the invite's id, and the conversation's
 * @param claim what shows the session-service that the caller has the whole link, base64url
 * @param claimHash what the servers keep of it, base64url
 */
record Link(InviteId invite, String claim, String claimHash) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    /** Of a secret that nobody has seen. */
    static Link fresh() {
        return of(random(SECRET_BYTES));
    }

    static Link of(byte[] secret) {
        try {
            byte[] claim = derive(secret, "gc1 claim", 32);
            return new Link(
                    InviteId.parse(Base64Url.encode(derive(secret, "gc1 locator", 16))),
                    Base64Url.encode(claim),
                    Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(claim)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ConversationId conversation() {
        return ConversationId.parse(invite.value());
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] derive(byte[] secret, String info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret)
                        .addSalt("guest-chat/v1".getBytes(StandardCharsets.UTF_8))
                        .thenExpand(info.getBytes(StandardCharsets.UTF_8), length));
    }
}

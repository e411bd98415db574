package io.guestchat.session.invite;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.topic.InviteRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 32 bytes that only a holder of the whole link can know. Never logged, never stored: its hash is all that is compared. */
public final class Claim {
    private static final int BYTES = 32;

    private final byte[] hash;

    private Claim(byte[] hash) {
        this.hash = hash;
    }

    /** @throws InvalidValue if it is not 32 bytes in base64url */
    public static Claim parse(String text) {
        try {
            return new Claim(MessageDigest.getInstance("SHA-256").digest(Base64Url.decode(text, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this is the invite's claim; takes the same time either way. */
    public boolean opens(InviteRecord invite) {
        return MessageDigest.isEqual(hash, Base64Url.decode(invite.claimHash()));
    }
}

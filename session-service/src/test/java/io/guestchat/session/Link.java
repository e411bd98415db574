package io.guestchat.session;

import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A guest link, and what the invite-service knows of it.
 *
 * @param claim base64url of the claim bytes
 */
record Link(InviteId id, String tenant, String token, String claim, Instant expiresAt) {
    static final String SEALED = Base64Url.encode("a sealed record".getBytes());

    /** A link whose invite is good for another hour, and that nobody was told of yet. */
    static Link fresh() {
        return expiring(Instant.now().plus(Duration.ofHours(1)));
    }

    static Link expiring(Instant expiresAt) {
        return of("acme", expiresAt);
    }

    static Link of(String tenant, Instant expiresAt) {
        InviteId id = InviteId.parse(random(16));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID(id.value())
                .claim("tid", tenant)
                .expirationTime(Date.from(expiresAt))
                .build();
        return new Link(id, tenant, Tokens.sign(Surroundings.key("invite"), "gi+jwt", claims), random(32), expiresAt);
    }

    Link withToken(String other) {
        return new Link(id, tenant, other, claim, expiresAt);
    }

    Link withClaim(String other) {
        return new Link(id, tenant, token, other, expiresAt);
    }

    String body() {
        return "{\"inviteToken\":\"" + token + "\",\"claim\":\"" + claim + "\"}";
    }

    InviteRecord record(InviteStatus status) {
        @Nullable Instant closedAt = status == InviteStatus.ACTIVE ? null : Instant.now();
        return new InviteRecord(
                id,
                TenantId.parse(tenant),
                MemberId.parse("ana"),
                claimHash(),
                SEALED,
                status,
                Instant.now(),
                expiresAt,
                Duration.ofDays(10).toSeconds(),
                Map.of(),
                closedAt);
    }

    private String claimHash() {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(Base64Url.decode(claim)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String random(int bytes) {
        byte[] value = new byte[bytes];
        new SecureRandom().nextBytes(value);
        return Base64Url.encode(value);
    }
}

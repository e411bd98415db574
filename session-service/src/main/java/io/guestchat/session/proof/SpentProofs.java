package io.guestchat.session.proof;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.token.DpopProof;
import io.guestchat.session.Await;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The proofs that were used on any node, remembered in Redis for as long as they would be accepted. A wiped Redis forgets them:
 * what could be replayed then is a call that answers the same to the same key, and a token that is worth nothing without it.
 */
@ApplicationScoped
class SpentProofs {
    /** A proof dated one window ahead stays acceptable for two. */
    private static final long REMEMBERED_MS =
            Limits.PROOF_WINDOW.multipliedBy(2).plus(Limits.CLOCK_LEEWAY).toMillis();

    private final RedisCommands redis;

    SpentProofs(RedisCommands redis) {
        this.redis = redis;
    }

    /** Spends a proof; false if it was spent before. */
    boolean spend(DpopProof proof) {
        return Await.answer(redis.send(Request.cmd(Command.SET)
                        .arg("session:proof:" + proof.jkt() + ":" + hash(proof.jti()))
                        .arg("1")
                        .arg("NX")
                        .arg("PX")
                        .arg(REMEMBERED_MS)))
                != null;
    }

    /** A jti may be long, and is the caller's text. */
    private static String hash(String jti) {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(jti.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

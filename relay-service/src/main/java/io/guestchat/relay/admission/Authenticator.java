package io.guestchat.relay.admission;

import io.guestchat.platform.killswitch.KillSwitches;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.platform.trust.KeySources;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.token.AccessToken;
import io.guestchat.protocol.token.DpopProof;
import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.KeysUnavailable;
import io.guestchat.protocol.token.MemberToken;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.protocol.token.TokenType;
import io.guestchat.relay.RelayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who somebody is, from a token and, where the token is bound to a key, a proof over this connection's challenge.
 * Works on worker threads: signatures cost, and keys may have to be fetched. A location of the session-service's keys that may not
 * be used ends the start.
 */
@Startup
@ApplicationScoped
public class Authenticator {
    private static final String REFUSED = "guestchat.relay.authentications.refused";
    /** The rule that a proof breaks which was used before. */
    private static final String REPLAYED = "jti";

    private static final String HTM = "GET";
    private static final long JTI_REMEMBERED_MS = 2 * Limits.PROOF_WINDOW.toMillis() + Limits.CLOCK_LEEWAY.toMillis();

    private final Vertx vertx;
    private final RedisCommands redis;
    private final Tenants tenants;
    private final KillSwitches switches;
    private final TrustedKeys keys;
    private final KeySource sessionKeys;
    private final String sessionIssuer;
    private final URI htu;
    private final MeterRegistry metrics;

    Authenticator(
            Vertx vertx,
            RedisCommands redis,
            Tenants tenants,
            KillSwitches switches,
            TrustedKeys keys,
            RelayConfig config,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.redis = redis;
        this.tenants = tenants;
        this.switches = switches;
        this.metrics = metrics;
        metrics.counter(REFUSED, "rule", REPLAYED); // there from the start: an alert looks for the first one
        this.keys = keys;
        this.sessionKeys = KeySources.ofService(
                "guestchat.relay.session-jwks", config.sessionJwks(), config.sessionJwksPlainHttp());
        this.sessionIssuer = config.sessionIssuer();
        this.htu = URI.create(config.publicUrl().toString().replaceFirst("^ws", "http"));
    }

    /** @param nonce of the challenge that is answered */
    public Future<Authentication> authenticate(ClientFrame.Authenticate frame, String nonce) {
        return vertx.executeBlocking(() -> admitted(verify(frame, nonce, Instant.now())), false)
                .compose(verified -> spend(verified).map(verified.authentication()))
                .recover(e -> Future.succeededFuture(
                        e instanceof TokenRefused refused
                                ? refused(String.valueOf(refused.getMessage()))
                                : new Authentication.Undecided()));
    }

    private Authentication refused(String rule) {
        metrics.counter(REFUSED, "rule", rule).increment();
        return new Authentication.Refused(rule);
    }

    /** @param proof what must be spent before the authentication counts */
    private record Verified(
            Authentication authentication, @Nullable DpopProof proof) {}

    private Verified verify(ClientFrame.Authenticate frame, String nonce, Instant now) throws TokenRefused {
        TrustedKeys.Noting signer = keys.noting();
        try {
            return switch (TokenType.of(frame.token())) {
                case ACCESS -> {
                    AccessToken token =
                            AccessToken.verify(frame.token(), signer.noting(sessionKeys), sessionIssuer, now);
                    DpopProof proof = prove(frame, nonce, token.jkt(), now);
                    Identity guest = new Identity.Guest(token.tenantId(), token.sessionId(), token.conversationId());
                    yield new Verified(new Authentication.Authenticated(guest, token.expiresAt(), signer.key()), proof);
                }
                case MEMBER -> {
                    MemberToken token = MemberToken.verify(frame.token(), signer.noting(tenants), now);
                    DpopProof proof = token.jkt() == null ? null : prove(frame, nonce, token.jkt(), now);
                    Identity member = new Identity.Member(token.tenantId(), token.memberId());
                    yield new Verified(
                            new Authentication.Authenticated(member, token.expiresAt(), signer.key()), proof);
                }
            };
        } catch (KeysUnavailable e) {
            return new Verified(new Authentication.Undecided(), null);
        }
    }

    private Verified admitted(Verified verified) {
        boolean off = verified.authentication() instanceof Authentication.Authenticated who
                && switches.isOff(who.identity().tenant());
        return off ? new Verified(new Authentication.SwitchedOff(), null) : verified;
    }

    private DpopProof prove(ClientFrame.Authenticate frame, String nonce, String jkt, Instant now) throws TokenRefused {
        if (frame.proof() == null) {
            throw new TokenRefused("proof");
        }
        DpopProof proof = DpopProof.verify(frame.proof(), HTM, htu, frame.token(), now);
        if (!jkt.equals(proof.jkt())) {
            throw new TokenRefused("cnf");
        }
        if (!nonce.equals(proof.nonce())) {
            throw new TokenRefused("nonce");
        }
        return proof;
    }

    /** A proof counts once, across all nodes. */
    private Future<Void> spend(Verified verified) {
        DpopProof proof = verified.proof();
        if (proof == null) {
            return Future.succeededFuture();
        }
        return redis.send(Request.cmd(Command.SET)
                        .arg("jti:" + digest(proof))
                        .arg("1")
                        .arg("NX")
                        .arg("PX")
                        .arg(JTI_REMEMBERED_MS))
                .compose(set ->
                        set == null ? Future.failedFuture(new TokenRefused(REPLAYED)) : Future.succeededFuture());
    }

    private static String digest(DpopProof proof) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(proof.jkt().getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(sha256.digest(proof.jti().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

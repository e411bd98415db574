package io.guestchat.session.proof;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.DpopProof;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.session.SessionConfig;
import io.guestchat.session.measure.Measures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Requires a request to be proved by a browser key. */
@ApplicationScoped
public class Proofs {
    private static final Logger LOG = Logger.getLogger(Proofs.class);
    private static final String HEADER = "DPoP";

    private final String publicUrl;
    private final Nonces nonces;
    private final SpentProofs spent;
    private final Measures measures;

    Proofs(SessionConfig config, Nonces nonces, SpentProofs spent, Measures measures) {
        this.publicUrl = config.publicUrl().toString();
        this.nonces = nonces;
        this.spent = spent;
        this.measures = measures;
    }

    /** A proof that is valid for its request. It counts once {@link #spend} has taken it. */
    public record Proof(DpopProof dpop) {
        /** Thumbprint of the key that made it. */
        public String jkt() {
            return dpop.jkt();
        }
    }

    /**
     * The proof of this request, by its signature and what it says alone: costs nobody else anything.
     *
     * @param path        of what was called, beginning with a slash, made of nothing that would have to be encoded
     * @param accessToken what goes along with the proof, if a token does
     * @throws ProblemException {@code dpop-invalid}, {@code use_dpop_nonce}
     */
    public Proof verify(ContainerRequestContext request, String path, @Nullable String accessToken) {
        List<String> proofs = request.getHeaders().get(HEADER);
        if (proofs == null || proofs.size() != 1) {
            throw refused(request, "Exactly one DPoP header is required.");
        }
        Instant now = Instant.now();
        DpopProof proof;
        try {
            proof = DpopProof.verify(
                    proofs.getFirst(), request.getMethod(), URI.create(publicUrl + path), accessToken, now);
        } catch (TokenRefused e) {
            LOG.debugf("proof refused rule=%s", e.getMessage());
            throw refused(request, "The proof is not valid for this request.");
        }
        requireNonce(request, proof, now);
        return new Proof(proof);
    }

    /** @throws ProblemException {@code dpop-invalid} if it was spent before, on any node */
    public void spend(ContainerRequestContext request, Proof proof) {
        if (!spent.spend(proof.dpop())) {
            measures.replay();
            throw refused(request, "The proof was used before.");
        }
    }

    /** The thumbprint of the key that proves this request; its proof is spent by this. */
    public String require(ContainerRequestContext request, String path, @Nullable String accessToken) {
        Proof proof = verify(request, path, accessToken);
        spend(request, proof);
        return proof.jkt();
    }

    /** Sends a nonce along with the answer, so that the caller need not be asked for one. */
    public void offerNonce(ContainerRequestContext request) {
        if (nonces.required()) {
            NonceFilter.send(request, nonces.issue(Instant.now()));
        }
    }

    private void requireNonce(ContainerRequestContext request, DpopProof proof, Instant now) {
        if (!nonces.required()) {
            return;
        }
        switch (nonces.judge(proof.nonce(), now)) {
            case GOOD -> {}
            case AGEING -> offerNonce(request);
            case REFUSED -> {
                offerNonce(request);
                measures.nonceChallenge();
                throw refusal(
                        ProblemCode.USE_DPOP_NONCE, "use_dpop_nonce", "Prove it again, with the nonce of this answer.");
            }
        }
    }

    private ProblemException refused(ContainerRequestContext request, String detail) {
        offerNonce(request);
        return refusal(ProblemCode.DPOP_INVALID, "invalid_dpop_proof", detail);
    }

    private static ProblemException refusal(ProblemCode code, String error, String detail) {
        return new ProblemException(code, detail)
                .with(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"" + error + "\", algs=\"ES256\"");
    }
}

package io.guestchat.session.proof;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.DpopProof;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.session.SessionConfig;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final SpentProofs spent;

    Proofs(SessionConfig config, SpentProofs spent) {
        this.publicUrl = config.publicUrl().toString();
        this.spent = spent;
    }

    /**
     * The thumbprint of the key that proves this request; its proof is spent by this.
     *
     * @param method      as the request has it
     * @param path        of what was called, beginning with a slash
     * @param accessToken what goes along with the proof, if a token does
     * @throws ProblemException {@code dpop-invalid}
     */
    public String require(HttpHeaders headers, String method, String path, @Nullable String accessToken) {
        List<String> proofs = headers.getRequestHeader(HEADER);
        if (proofs == null || proofs.size() != 1) {
            throw refused("Exactly one DPoP header is required.");
        }
        DpopProof proof;
        try {
            proof = DpopProof.verify(
                    proofs.getFirst(), method, URI.create(publicUrl + path), accessToken, Instant.now());
        } catch (TokenRefused e) {
            LOG.debugf("proof refused rule=%s", e.getMessage());
            throw refused("The proof is not valid for this request.");
        }
        if (!spent.spend(proof)) {
            throw refused("The proof was used before.");
        }
        return proof.jkt();
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemCode.DPOP_INVALID, detail)
                .with(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"");
    }
}

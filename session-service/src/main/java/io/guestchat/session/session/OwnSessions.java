package io.guestchat.session.session;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.AccessToken;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.Credentials;
import io.guestchat.session.proof.Proofs;
import io.guestchat.session.view.Standing;
import io.guestchat.session.view.Standings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds the session that a caller proves to be their own. */
@ApplicationScoped
public class OwnSessions {
    private final Standings standings;
    private final Proofs proofs;
    private final AccessTokens tokens;

    OwnSessions(Standings standings, Proofs proofs, AccessTokens tokens) {
        this.standings = standings;
        this.proofs = proofs;
        this.tokens = tokens;
    }

    /** A session, and when somebody wrote last in its conversation; null for never. */
    public record Own(SessionRecord session, @Nullable Instant activeAt) {}

    /**
     * The session that token and proof belong to, which must be the one in the path.
     *
     * @param id    as it stands in the path
     * @param below what of {@code /v1/sessions/{id}} is called: {@code ""}, or begins with a slash
     * @throws ProblemException {@code unauthenticated}, {@code dpop-invalid}, {@code use_dpop_nonce}, {@code not-found}
     */
    public Own of(String id, String below, ContainerRequestContext request) {
        SessionId sessionId = parse(id);
        String token = Credentials.token(request.getHeaders().get(HttpHeaders.AUTHORIZATION), "DPoP");
        if (token == null) {
            throw unauthenticated();
        }
        AccessToken access;
        try {
            access = tokens.verify(token);
        } catch (TokenRefused e) {
            throw unauthenticated();
        }
        Proofs.Proof proof = proofs.verify(request, "/v1/sessions/" + sessionId + below, token);
        if (!access.jkt().equals(proof.jkt())) {
            throw unauthenticated();
        }
        proofs.spend(request, proof);
        if (!access.sessionId().equals(sessionId)) {
            throw notFound();
        }
        return find(sessionId);
    }

    /** @throws ProblemException {@code session-ended} */
    public static void requireOpen(SessionRecord session) {
        if (session.status() == SessionStatus.ENDED) {
            throw new ProblemException(ProblemCode.SESSION_ENDED, "The conversation has ended.");
        }
    }

    static SessionId parse(String id) {
        try {
            return SessionId.parse(id);
        } catch (InvalidValue e) {
            throw notFound();
        }
    }

    Own find(SessionId id) {
        Standing standing = standings.of(id);
        SessionRecord session = standing == null ? null : standing.session();
        if (standing == null || session == null) {
            throw notFound();
        }
        return new Own(session, standing.activeAt());
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such session.");
    }

    static ProblemException unauthenticated() {
        return new ProblemException(
                        ProblemCode.UNAUTHENTICATED, "A valid access token and proof by its key are required.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"invalid_token\", algs=\"ES256\"");
    }
}

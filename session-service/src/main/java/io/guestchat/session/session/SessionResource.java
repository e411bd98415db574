package io.guestchat.session.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.AccessToken;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.Credentials;
import io.guestchat.session.conversation.Conversations;
import io.guestchat.session.proof.Proofs;
import io.guestchat.session.view.Standings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** What a bound browser does with its session. */
@Path("/v1/sessions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {
    private final Standings standings;
    private final Proofs proofs;
    private final AccessTokens tokens;
    private final Conversations conversations;

    SessionResource(Standings standings, Proofs proofs, AccessTokens tokens, Conversations conversations) {
        this.standings = standings;
        this.proofs = proofs;
        this.tokens = tokens;
        this.conversations = conversations;
    }

    /** A fresh access token. @param expiresIn in seconds */
    public record Token(String accessToken, long expiresIn) {}

    /** A session as its own browser sees it. @param idleExpiresAt when it ends if nobody writes */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Session(
            SessionId sessionId, ConversationId conversationId, SessionStatus status, Instant idleExpiresAt) {}

    /** A new access token for the bound key: 401 for another one, 410 once the conversation has ended. */
    @POST
    @Path("/tokens")
    public Response token(@PathParam("id") String id, @Context HttpHeaders headers) {
        String jkt = proofs.require(headers, "POST", "/v1/sessions/" + id + "/tokens", null);
        SessionRecord session = session(id);
        if (!session.jkt().equals(jkt)) {
            throw unauthenticated();
        }
        if (session.status() == SessionStatus.ENDED) {
            throw new ProblemException(ProblemCode.SESSION_ENDED, "The conversation has ended.");
        }
        return Response.ok(new Token(tokens.issue(session), tokens.lifeSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** How the session stands. */
    @GET
    public Response read(@PathParam("id") String id, @Context HttpHeaders headers) {
        SessionRecord session = own(id, "GET", headers);
        return Response.ok(new Session(
                        session.sessionId(), session.conversationId(), session.status(), Idle.expiresAt(session)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The guest leaves: the conversation ends. 204, every time. */
    @DELETE
    public void leave(@PathParam("id") String id, @Context HttpHeaders headers) {
        conversations.end(own(id, "DELETE", headers), EndReason.LEFT);
    }

    /** The session that token and proof belong to, which must be the one in the path. */
    private SessionRecord own(String id, String method, HttpHeaders headers) {
        String token = Credentials.token(headers, "DPoP");
        if (token == null) {
            throw unauthenticated();
        }
        AccessToken access;
        try {
            access = tokens.verify(token);
        } catch (TokenRefused e) {
            throw unauthenticated();
        }
        String jkt = proofs.require(headers, method, "/v1/sessions/" + id, token);
        if (!access.jkt().equals(jkt)) {
            throw unauthenticated();
        }
        if (!access.sessionId().value().equals(id)) {
            throw notFound();
        }
        return session(id);
    }

    private SessionRecord session(String id) {
        SessionRecord session;
        try {
            session = standings.session(SessionId.parse(id));
        } catch (InvalidValue e) {
            throw notFound();
        }
        if (session == null) {
            throw notFound();
        }
        return session;
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such session.");
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(
                        ProblemCode.UNAUTHENTICATED, "A valid access token and proof by its key are required.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"invalid_token\", algs=\"ES256\"");
    }
}

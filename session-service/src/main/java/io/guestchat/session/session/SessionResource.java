package io.guestchat.session.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.platform.killswitch.KillSwitches;
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
import io.guestchat.session.view.Lifetimes;
import io.guestchat.session.view.Standing;
import io.guestchat.session.view.Standings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a bound browser does with its session. */
@Path("/v1/sessions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {
    private final Standings standings;
    private final KillSwitches switches;
    private final Lifetimes lifetimes;
    private final Proofs proofs;
    private final AccessTokens tokens;
    private final Conversations conversations;

    SessionResource(
            Standings standings,
            KillSwitches switches,
            Lifetimes lifetimes,
            Proofs proofs,
            AccessTokens tokens,
            Conversations conversations) {
        this.standings = standings;
        this.switches = switches;
        this.lifetimes = lifetimes;
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

    /** A session and when somebody wrote last in its conversation. */
    private record Found(SessionRecord session, @Nullable Instant activeAt) {}

    /**
     * A new access token for the bound key: 401 for another one, 410 once the conversation has ended. Anybody can make a key and a
     * proof by it, so only the bound one's is remembered as spent.
     */
    @POST
    @Path("/tokens")
    public Response token(@PathParam("id") String id, @Context ContainerRequestContext request) {
        SessionId sessionId = parse(id);
        Proofs.Proof proof = proofs.verify(request, "/v1/sessions/" + sessionId + "/tokens", null);
        SessionRecord session = find(sessionId).session();
        if (!session.jkt().equals(proof.jkt())) {
            throw unauthenticated();
        }
        switches.requireTenant(session.tenantId());
        proofs.spend(request, proof);
        if (session.status() == SessionStatus.ENDED) {
            throw new ProblemException(ProblemCode.SESSION_ENDED, "The conversation has ended.");
        }
        return Response.ok(new Token(tokens.issue(session), tokens.lifeSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** How the session stands. */
    @GET
    public Response read(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Found found = own(id, request);
        SessionRecord session = found.session();
        return Response.ok(new Session(
                        session.sessionId(),
                        session.conversationId(),
                        session.status(),
                        lifetimes.idleExpiresAt(session, found.activeAt())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The guest leaves: the conversation ends. 204, every time. */
    @DELETE
    public void leave(@PathParam("id") String id, @Context ContainerRequestContext request) {
        conversations.end(own(id, request).session(), EndReason.LEFT);
    }

    /** The session that token and proof belong to, which must be the one in the path. */
    private Found own(String id, ContainerRequestContext request) {
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
        Proofs.Proof proof = proofs.verify(request, "/v1/sessions/" + sessionId, token);
        if (!access.jkt().equals(proof.jkt())) {
            throw unauthenticated();
        }
        proofs.spend(request, proof);
        if (!access.sessionId().equals(sessionId)) {
            throw notFound();
        }
        return find(sessionId);
    }

    private static SessionId parse(String id) {
        try {
            return SessionId.parse(id);
        } catch (InvalidValue e) {
            throw notFound();
        }
    }

    private Found find(SessionId id) {
        Standing standing = standings.of(id);
        SessionRecord session = standing == null ? null : standing.session();
        if (standing == null || session == null) {
            throw notFound();
        }
        return new Found(session, standing.activeAt());
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

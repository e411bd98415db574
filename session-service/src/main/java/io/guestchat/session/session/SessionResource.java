package io.guestchat.session.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.platform.killswitch.KillSwitches;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.session.conversation.Conversations;
import io.guestchat.session.proof.Proofs;
import io.guestchat.session.vapid.Vapid;
import io.guestchat.session.view.Lifetimes;
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
    private final OwnSessions sessions;
    private final KillSwitches switches;
    private final Lifetimes lifetimes;
    private final Proofs proofs;
    private final AccessTokens tokens;
    private final Conversations conversations;
    private final Vapid vapid;

    SessionResource(
            OwnSessions sessions,
            KillSwitches switches,
            Lifetimes lifetimes,
            Proofs proofs,
            AccessTokens tokens,
            Conversations conversations,
            Vapid vapid) {
        this.sessions = sessions;
        this.switches = switches;
        this.lifetimes = lifetimes;
        this.proofs = proofs;
        this.tokens = tokens;
        this.conversations = conversations;
        this.vapid = vapid;
    }

    /** A fresh access token. @param expiresIn in seconds */
    public record Token(String accessToken, long expiresIn) {}

    /**
     * A session as its own browser sees it.
     *
     * @param idleExpiresAt when it ends if nobody writes
     * @param pushKey       to subscribe to pushes with; absent if there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Session(
            SessionId sessionId,
            ConversationId conversationId,
            SessionStatus status,
            Instant idleExpiresAt,
            @Nullable String pushKey) {}

    /**
     * A new access token for the bound key: 401 for another one, 410 once the conversation has ended. Anybody can make a key and a
     * proof by it, so only the bound one's is remembered as spent.
     */
    @POST
    @Path("/tokens")
    public Response token(@PathParam("id") String id, @Context ContainerRequestContext request) {
        SessionId sessionId = OwnSessions.parse(id);
        Proofs.Proof proof = proofs.verify(request, "/v1/sessions/" + sessionId + "/tokens", null);
        SessionRecord session = sessions.find(sessionId).session();
        if (!session.jkt().equals(proof.jkt())) {
            throw OwnSessions.unauthenticated();
        }
        switches.requireTenant(session.tenantId());
        proofs.spend(request, proof);
        OwnSessions.requireOpen(session);
        return Response.ok(new Token(tokens.issue(session), tokens.lifeSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** How the session stands. */
    @GET
    public Response read(@PathParam("id") String id, @Context ContainerRequestContext request) {
        OwnSessions.Own found = sessions.of(id, "", request);
        SessionRecord session = found.session();
        return Response.ok(new Session(
                        session.sessionId(),
                        session.conversationId(),
                        session.status(),
                        lifetimes.idleExpiresAt(session, found.activeAt()),
                        vapid.publicKey().orElse(null)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The guest leaves: the conversation ends. 204, every time. */
    @DELETE
    public void leave(@PathParam("id") String id, @Context ContainerRequestContext request) {
        conversations.end(sessions.of(id, "", request).session(), EndReason.LEFT);
    }
}

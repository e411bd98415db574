package io.guestchat.session.conversation;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.BackendToken;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.session.Credentials;
import io.guestchat.session.view.Standings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a tenant's backend does to a conversation of one of its members. */
@Path("/v1/conversations/{id}")
@RunOnVirtualThread
public class ConversationResource {
    private final Tenants tenants;
    private final Standings standings;
    private final Conversations conversations;

    ConversationResource(Tenants tenants, Standings standings, Conversations conversations) {
        this.tenants = tenants;
        this.standings = standings;
        this.conversations = conversations;
    }

    /** Ends it for the member: 204, every time. Unknown, another tenant's and never redeemed are the same 404. */
    @DELETE
    public void end(@PathParam("id") String id, @Context HttpHeaders headers) {
        TenantId tenant = tenant(headers);
        SessionRecord session = session(id);
        if (session == null || !session.tenantId().equals(tenant)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such conversation.");
        }
        conversations.end(session, EndReason.ENDED_BY_MEMBER);
    }

    private TenantId tenant(HttpHeaders headers) {
        String token = Credentials.token(headers.getRequestHeader(HttpHeaders.AUTHORIZATION), "Bearer");
        try {
            if (token != null) {
                return BackendToken.verify(token, tenants, Instant.now()).tenantId();
            }
        } catch (TokenRefused e) {
            // answered below, as if there were none
        }
        throw new ProblemException(ProblemCode.UNAUTHENTICATED, "A valid backend token is required.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private @Nullable SessionRecord session(String id) {
        try {
            return standings.of(ConversationId.parse(id)).session();
        } catch (InvalidValue e) {
            return null;
        }
    }
}

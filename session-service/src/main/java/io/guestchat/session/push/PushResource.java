package io.guestchat.session.push;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.topic.PushRecord;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.session.PushConfig;
import io.guestchat.session.session.OwnSessions;
import io.guestchat.session.vapid.Vapid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** A bound browser says where it can be pushed, or that it is not to be any more. */
@Path("/v1/sessions/{id}/push")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PushResource {
    private static final String BELOW = "/push";

    private final OwnSessions sessions;
    private final Keeping keeping;
    private final Vapid vapid;
    private final boolean anywhere;

    PushResource(OwnSessions sessions, Keeping keeping, Vapid vapid, PushConfig config) {
        this.sessions = sessions;
        this.keeping = keeping;
        this.vapid = vapid;
        this.anywhere = config.privateEndpoints();
    }

    /**
     * Keeps a subscription in the place of any other: 204, every time. It was made with the key that a session is told now: one that
     * was made with an earlier key has to be made anew.
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public void keep(
            @PathParam("id") String id,
            @Nullable PresentedSubscription subscription,
            @Context ContainerRequestContext request) {
        SessionRecord session = sessions.of(id, BELOW, request).session();
        String key = vapid.publicKey()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "Nobody is pushed here."));
        String endpoint = endpoint(subscription);
        OwnSessions.requireOpen(session);
        keeping.keep(new PushRecord(session.conversationId(), endpoint, key));
    }

    /** Drops the subscription: 204, every time. */
    @DELETE
    public void drop(@PathParam("id") String id, @Context ContainerRequestContext request) {
        keeping.drop(sessions.of(id, BELOW, request).session().conversationId());
    }

    private String endpoint(@Nullable PresentedSubscription subscription) {
        if (subscription == null) {
            throw new ProblemException(ProblemCode.MALFORMED, "A body with an endpoint is required.");
        }
        if (subscription.endpoint() == null) {
            throw new ProblemException(ProblemCode.INVALID, "Required.", "endpoint");
        }
        try {
            Endpoint.parse(subscription.endpoint(), anywhere);
            return subscription.endpoint();
        } catch (InvalidValue e) {
            throw new ProblemException(ProblemCode.INVALID, "Must be a push service's https: address.", "endpoint");
        }
    }
}

package io.guestchat.session.redemption;

import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.session.conversation.Conversations;
import io.guestchat.session.invite.Invites;
import io.guestchat.session.invite.Opened;
import io.guestchat.session.invite.PresentedLink;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A page whose link is of no more use asks for a new one. */
@Path("/v1/requests")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LinkRequestResource {
    private final Invites invites;
    private final Conversations conversations;

    LinkRequestResource(Invites invites, Conversations conversations) {
        this.invites = invites;
        this.conversations = conversations;
    }

    /**
     * 202 to whoever holds the whole link. The sides of the conversation are told once a day; an invite that was never redeemed
     * has none, so there is nobody here to tell.
     */
    @POST
    public Response request(@Nullable PresentedLink link) {
        Opened opened = invites.open(invites.authentic(link));
        if (opened.session() != null) {
            conversations.tell(opened.session(), AlertCode.LINK_REQUESTED);
        }
        return Response.accepted().build();
    }
}

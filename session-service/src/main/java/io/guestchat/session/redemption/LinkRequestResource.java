package io.guestchat.session.redemption;

import io.guestchat.platform.killswitch.KillSwitches;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.session.conversation.Conversations;
import io.guestchat.session.event.Occurrences;
import io.guestchat.session.invite.AuthenticLink;
import io.guestchat.session.invite.Invites;
import io.guestchat.session.invite.Opened;
import io.guestchat.session.invite.PresentedLink;
import io.guestchat.session.measure.Measures;
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
    private final KillSwitches switches;
    private final Conversations conversations;
    private final Occurrences occurrences;
    private final Measures measures;

    LinkRequestResource(
            Invites invites,
            KillSwitches switches,
            Conversations conversations,
            Occurrences occurrences,
            Measures measures) {
        this.invites = invites;
        this.switches = switches;
        this.conversations = conversations;
        this.occurrences = occurrences;
        this.measures = measures;
    }

    /**
     * 202 to whoever holds the whole link, whatever became of its invite. The provider is told once a day, and the sides of the
     * conversation, if there is one.
     */
    @POST
    public Response request(@Nullable PresentedLink link) {
        AuthenticLink authentic = invites.authentic(link);
        switches.requireTenant(authentic.token().tenantId());
        Opened opened = invites.open(authentic);
        measures.linkRequest();
        occurrences.linkRequested(opened.invite());
        if (opened.session() != null) {
            conversations.tell(opened.session(), AlertCode.LINK_REQUESTED);
        }
        return Response.accepted().build();
    }
}
